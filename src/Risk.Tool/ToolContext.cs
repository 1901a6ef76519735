using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Risk.Events;
using Risk.Rules;

namespace Risk.Tool;

/// <summary>What every command writes to, and how: invariant numbers that round-trip, diagnostics on standard error.</summary>
internal sealed class ToolContext(TextWriter output, TextWriter error)
{
    private const string RuleCodes = "RR";
    private const long ProgressFromBytes = 4 * 1024 * 1024;

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>Whether somebody watches standard error, so that progress can be shown.</summary>
    public bool ErrorIsTerminal { get; } = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>A number so that reading it gives the same bits.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A float32 so that reading it as float32 or float64 gives the same value.</summary>
    public static string Number(float value) => Number((double)value);

    /// <summary>Writes diagnostics to standard error: those of rules under the line they are in, others one a line with their suggestion.</summary>
    /// <param name="diagnostics">The problems.</param>
    /// <param name="source">The rules they were found in; null reads the file they name.</param>
    public void Report(IEnumerable<RiskDiagnostic> diagnostics, string? source = null)
    {
        foreach (IGrouping<string?, RiskDiagnostic> file in diagnostics.GroupBy(static diagnostic => diagnostic.File))
        {
            bool hasLines = file.Any(static diagnostic => diagnostic.Line > 0)
                && file.All(static diagnostic => diagnostic.Path is null && diagnostic.Code.StartsWith(RuleCodes, StringComparison.Ordinal));
            string text = hasLines ? source ?? ReadSource(file.Key) : "";
            if (text.Length > 0)
            {
                error.Write(RuleDiagnosticRenderer.Render(file, text));
                continue;
            }

            foreach (RiskDiagnostic diagnostic in file)
            {
                error.WriteLine(diagnostic);
            }
        }
    }

    /// <summary>What to call while a file is read: shows how far it is when somebody watches standard error; null otherwise.</summary>
    public Action<JsonLinesProgress>? LinesProgress()
    {
        if (!ErrorIsTerminal || !Console.IsOutputRedirected)
        {
            return null;
        }

        bool isDone = false;
        return progress =>
        {
            if (isDone || progress.Bytes < ProgressFromBytes)
            {
                return;
            }

            string share = progress.TotalBytes is > 0 and { } total ? string.Create(CultureInfo.InvariantCulture, $", {100.0 * progress.Bytes / total:0} %") : "";
            error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{progress.Lines:N0} lines{share}"));
            isDone = progress.Bytes == progress.TotalBytes;
            error.Write(isDone ? "\n" : "");
        };
    }

    /// <summary>Writes one JSON document on a line of its own.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write) => output.WriteLine(Json(write));

    /// <summary>A JSON document as text.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonOptions))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A number of things, in the plural unless it is one.</summary>
    public static string Count(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>Opens the file a command writes, or standard output when none was named.</summary>
    public TextWriter OpenOutput(string? path) => path is null ? new KeepOpen(output) : new StreamWriter(path) { NewLine = "\n" };

    // The file was readable a moment ago; when it no longer is, its problems are told without their lines.
    private static string ReadSource(string? path)
    {
        try
        {
            return path is not null && File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private sealed class KeepOpen(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
    {
        public override System.Text.Encoding Encoding => inner.Encoding;

        public override void Write(char value) => inner.Write(value);

        public override void Write(string? value) => inner.Write(value);

        public override void WriteLine(string? value) => inner.WriteLine(value);

        public override void Flush() => inner.Flush();
    }
}
