using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Risk.Tool;

/// <summary>What every command writes to, and how: invariant numbers that round-trip, diagnostics on standard error.</summary>
internal sealed class ToolContext(TextWriter output, TextWriter error)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>Whether somebody watches standard error, so that progress can be shown.</summary>
    public bool ErrorIsTerminal { get; } = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>A number so that reading it gives the same bits.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A float32 so that reading it as float32 or float64 gives the same value.</summary>
    public static string Number(float value) => Number((double)value);

    /// <summary>Writes diagnostics to standard error, one a line with its suggestion.</summary>
    public void Report(IEnumerable<RiskDiagnostic> diagnostics)
    {
        foreach (RiskDiagnostic diagnostic in diagnostics)
        {
            error.WriteLine(diagnostic);
        }
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

    /// <summary>Opens the file a command writes, or standard output when none was named.</summary>
    public TextWriter OpenOutput(string? path) => path is null ? new KeepOpen(output) : new StreamWriter(path) { NewLine = "\n" };

    private sealed class KeepOpen(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
    {
        public override System.Text.Encoding Encoding => inner.Encoding;

        public override void Write(char value) => inner.Write(value);

        public override void Write(string? value) => inner.Write(value);

        public override void WriteLine(string? value) => inner.WriteLine(value);

        public override void Flush() => inner.Flush();
    }
}
