using System.Globalization;

namespace Risk.Benchmarks.Targets;

/// <summary>A line of targets.txt: what a path may take, and how much faster than a peer in the same run it must be.</summary>
internal sealed record Target(string Path, string Benchmark, string? Parameter, double? Nanoseconds, string? Peer, double? Times)
{
    public static IEnumerable<Target> Load(string file)
    {
        foreach (string line in File.ReadLines(file))
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            string[] fields = [.. line.Split('|').Select(static field => field.Trim())];
            if (fields.Length != 6)
            {
                throw new InvalidDataException($"{file}: '{line}' has {fields.Length} fields, not 6.");
            }

            yield return new Target(fields[0], fields[1], Text(fields[2]), Number(fields[3]), Text(fields[4]), Number(fields[5]));
        }
    }

    private static string? Text(string field) => field.Length == 0 ? null : field;

    private static double? Number(string field) => field.Length == 0 ? null : double.Parse(field, CultureInfo.InvariantCulture);
}
