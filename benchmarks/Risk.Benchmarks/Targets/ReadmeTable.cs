using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Risk.Benchmarks.Targets;

/// <summary>
/// <c>readme LINES.txt TARGETS.json README.md</c>: writes the README's table of ratios from the kept results of a run, so that nobody copies figures by hand.
/// </summary>
internal static class ReadmeTable
{
    private const string Begin = "<!-- ratios: ./build.sh bench --readme -->\n", End = "<!-- end of ratios -->";

    public static int Run(string[] arguments)
    {
        if (arguments.Length != 3 || !Array.TrueForAll(arguments, File.Exists))
        {
            Console.Error.WriteLine("usage: Risk.Benchmarks readme LINES.txt TARGETS.json README.md");
            return 2;
        }

        string readme = File.ReadAllText(arguments[2]);
        File.WriteAllText(arguments[2], Replace(readme, Format(File.ReadAllLines(arguments[0]), File.ReadAllText(arguments[1]))));
        return 0;
    }

    /// <summary>The table that a README holds now.</summary>
    public static string In(string readme)
    {
        (int start, int end) = Place(readme);
        return readme[start..end];
    }

    /// <summary>The README with another table in it.</summary>
    public static string Replace(string readme, string table)
    {
        (int start, int end) = Place(readme);
        return string.Concat(readme.AsSpan(0, start), table, readme.AsSpan(end));
    }

    /// <summary>The table of what was measured: a line for each of <paramref name="lines"/> that is no comment.</summary>
    public static string Format(IEnumerable<string> lines, string targets)
    {
        using JsonDocument document = JsonDocument.Parse(targets);
        Dictionary<string, JsonElement> measured = document.RootElement.EnumerateArray().ToDictionary(static row => row.GetProperty("path").GetString()!);
        var text = new StringBuilder("| path | against | ratio |\n|---|---|--:|\n");
        foreach (string[] fields in lines.Where(static line => line.Length > 0 && line[0] != '#').Select(static line => line.Split(" | ")))
        {
            if (!measured.TryGetValue(fields[0], out JsonElement row) || row.GetProperty("peerNanoseconds").ValueKind != JsonValueKind.Number)
            {
                throw new InvalidDataException($"The results hold no peer for '{fields[0]}'.");
            }

            double times = row.GetProperty("peerNanoseconds").GetDouble() / row.GetProperty("nanoseconds").GetDouble();
            text.Append(CultureInfo.InvariantCulture, $"| {fields[1]} | {fields[2]} | {times.ToString(times < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)} |\n");
        }

        return text.ToString();
    }

    private static (int Start, int End) Place(string readme)
    {
        int start = readme.IndexOf(Begin, StringComparison.Ordinal), end = readme.IndexOf(End, StringComparison.Ordinal);
        return start >= 0 && end > start ? (start + Begin.Length, end) : throw new InvalidDataException("The README has no marks around its table of ratios.");
    }
}
