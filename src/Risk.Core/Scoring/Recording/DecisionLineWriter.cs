using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Risk.Events;
using Risk.Internals;

namespace Risk.Scoring.Recording;

/// <summary>Writes the lines of a log as docs/decision-log.md describes them. Allocates nothing per line.</summary>
internal sealed class DecisionLineWriter : IDisposable
{
    /// <summary>The version of the format.</summary>
    public const int FormatVersion = 1;

    /// <summary>What the first line of each file says it is.</summary>
    public const string FormatName = "risk-decisions";

    private const double FirstTimestamp = -62_135_596_800_000_000;
    private const double LastTimestamp = 253_402_300_799_999_999;

    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 17);
    private readonly Utf8JsonWriter _json;

    public DecisionLineWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });

    /// <summary>Leaves letters of all languages as they are: a log is no web page.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Lines => _buffer.WrittenSpan;

    public void Clear()
    {
        _json.Reset();
        _buffer.ResetWrittenCount();
    }

    public void Dispose() => _json.Dispose();

    /// <summary>The first line of a file.</summary>
    public void WriteHeader(DateTimeOffset opened)
    {
        _json.WriteStartObject();
        _json.WriteString("log"u8, FormatName);
        _json.WriteNumber("format"u8, FormatVersion);
        _json.WriteString("opened"u8, opened.ToString("O", CultureInfo.InvariantCulture));
        EndLine();
    }

    /// <summary>The parts of a scorer, before its first decision in a file.</summary>
    public void WriteSource(DecisionLogRecorder recorder)
    {
        DecisionSource source = recorder.Source;
        _json.WriteStartObject();
        _json.WriteNumber("source"u8, recorder.Id);
        _json.WriteString("version"u8, source.Version);
        _json.WriteStartObject("fingerprints"u8);
        foreach ((string part, Fingerprint fingerprint) in source.Fingerprints)
        {
            _json.WriteString(part, fingerprint.ToString());
        }

        _json.WriteEndObject();
        _json.WriteStartObject("attributes"u8);
        foreach (LoggedColumn column in recorder.Texts.Concat(recorder.Numbers.Take(recorder.FirstWindow)).OrderBy(static column => column.Position))
        {
            _json.WriteString(column.Name, column.Kind.ToString().ToLowerInvariant());
        }

        _json.WriteEndObject();
        _json.WriteStartArray("windows"u8);
        foreach (LoggedColumn column in recorder.Numbers.Skip(recorder.FirstWindow))
        {
            _json.WriteStringValue(column.Name);
        }

        _json.WriteEndArray();
        EndLine();
    }

    /// <summary>Says that decisions are missing here.</summary>
    public void WriteLost(long count)
    {
        _json.WriteStartObject();
        _json.WriteNumber("lost"u8, count);
        EndLine();
    }

    public void WriteDecision(DecisionRecord record)
    {
        DecisionLogRecorder recorder = record.Recorder!;
        RiskDecision decision = record.Decision;
        _json.WriteStartObject();
        _json.WriteNumber("by"u8, recorder.Id);
        _json.WriteString("version"u8, decision.Version);
        WriteEvent(record, recorder);
        if (record.EventFlags != DecisionFlags.None)
        {
            _json.WriteNumber("eventFlags"u8, (int)record.EventFlags);
        }

        _json.WriteString("action"u8, LogWords.Of(decision.Action));
        WriteNumberOrNull("probability"u8, decision.Probability);
        WriteNumberOrNull("score"u8, decision.Score);
        _json.WriteString("rule"u8, decision.Rule);
        WriteReasons(decision.Reasons);
        _json.WriteNumber("flags"u8, (int)decision.Flags);
        EndLine();
    }

    private void WriteEvent(DecisionRecord record, DecisionLogRecorder recorder)
    {
        ReadOnlySpan<double> numbers = record.Numbers;
        _json.WriteStartObject("event"u8);
        for (int i = 0; i < recorder.Texts.Length; i++)
        {
            if (record.TryGetText(i, out ReadOnlySpan<char> text))
            {
                _json.WriteString(recorder.Texts[i].Name, text);
            }
        }

        for (int i = 0; i < recorder.FirstWindow; i++)
        {
            WriteValue(recorder.Numbers[i], numbers[i]);
        }

        _json.WriteEndObject();
        if (numbers.Length == recorder.FirstWindow)
        {
            return;
        }

        _json.WriteStartObject("windows"u8);
        for (int i = recorder.FirstWindow; i < numbers.Length; i++)
        {
            WriteValue(recorder.Numbers[i], numbers[i]);
        }

        _json.WriteEndObject();
    }

    private void WriteValue(LoggedColumn column, double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        if (double.IsInfinity(value))
        {
            _json.WriteString(column.Name, value > 0 ? LogWords.Infinity : LogWords.NegativeInfinity);
        }
        else if (column.Kind == AttributeKind.Boolean && value is 0 or 1 && !IsNegativeZero(value))
        {
            _json.WriteBoolean(column.Name, value == 1);
        }
        else if (column.Kind == AttributeKind.Timestamp && value == Math.Floor(value) && value is >= FirstTimestamp and <= LastTimestamp && !IsNegativeZero(value))
        {
            Span<char> text = stackalloc char[32];
            UnixTime.ToDateTimeOffset(value).UtcDateTime.TryFormat(text, out int length, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
            _json.WriteString(column.Name, text[..length]);
        }
        else
        {
            _json.WriteNumber(column.Name, value);
        }
    }

    // A zero with a sign has no form of its own as a truth value or time.
    private static bool IsNegativeZero(double value) => value == 0 && double.IsNegative(value);

    private void WriteReasons(ReasonList reasons)
    {
        _json.WriteStartArray("reasons"u8);
        foreach (ref readonly Reason reason in reasons.AsSpan())
        {
            _json.WriteStartObject();
            _json.WriteString("source"u8, LogWords.Of(reason.Source));
            _json.WriteString("code"u8, reason.Code);
            WriteNumberOrNull("contribution"u8, reason.Contribution);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteNumberOrNull(ReadOnlySpan<byte> name, double value)
    {
        if (double.IsFinite(value))
        {
            _json.WriteNumber(name, value);
        }
        else if (double.IsNaN(value))
        {
            _json.WriteNull(name);
        }
        else
        {
            _json.WriteString(name, value > 0 ? LogWords.Infinity : LogWords.NegativeInfinity);
        }
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
    }
}
