using System.Globalization;
using System.Text.Json;
using Risk.Events;
using Risk.Scoring.Recording;

namespace Risk.Scoring.Replay;

/// <summary>
/// Reads the decisions of logs, one after the other. Lines that can't be read don't end the reading: they are counted, and listed with their file and line.
/// </summary>
/// <remarks>Thread safety: one thread at a time.</remarks>
public sealed class DecisionLogReader : IDisposable
{
    private readonly string[] _files;
    private readonly int _maximumProblems;
    private readonly List<RiskDiagnostic> _problems = [];
    private readonly List<LoggedSource> _sources = [];
    private JsonLinesReader? _lines;
    private JsonDocument? _document;
    private int _file = -1;

    /// <summary>Reads files.</summary>
    /// <param name="paths">Files, packed by gzip or not, or folders, of which all <c>*.jsonl</c> and <c>*.jsonl.gz</c> are read by name.</param>
    /// <param name="maximumProblems">How many problems are listed; all are counted.</param>
    /// <exception cref="RiskFormatException">A path is neither, or a folder holds no log (RL001).</exception>
    public DecisionLogReader(IEnumerable<string> paths, int maximumProblems = 1000)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _maximumProblems = maximumProblems;
        List<RiskDiagnostic> missing = [];
        _files = [.. paths.SelectMany(path => FilesOf(path, missing))];
        if (missing.Count > 0)
        {
            throw new RiskFormatException(missing);
        }
    }

    /// <summary>The current decision.</summary>
    public LoggedDecision? Current { get; private set; }

    /// <summary>Lines that were read, of all kinds.</summary>
    public long LineCount { get; private set; }

    /// <summary>Decisions that were read.</summary>
    public long DecisionCount { get; private set; }

    /// <summary>Lines that could not be read.</summary>
    public long BadLineCount { get; private set; }

    /// <summary>Decisions that the log itself says it lost.</summary>
    public long LostCount { get; private set; }

    /// <summary>What is wrong with lines and files, in their order.</summary>
    public IReadOnlyList<RiskDiagnostic> Problems => _problems;

    /// <summary>The scorers that were described so far.</summary>
    public IReadOnlyList<LoggedSource> Sources => _sources;

    /// <summary>Goes to the next decision.</summary>
    /// <returns>False at the end of the last file.</returns>
    public bool Read()
    {
        while (true)
        {
            if (_lines is null && !OpenNext())
            {
                Current = null;
                return false;
            }

            try
            {
                while (_lines!.Read())
                {
                    LineCount++;
                    if (ReadLine())
                    {
                        DecisionCount++;
                        return true;
                    }
                }
            }
            catch (RiskFormatException broken)
            {
                // The file breaks off: damaged gzip, an input error.
                Bad(LogCodes.Unreadable, broken.Diagnostics[0].Message);
            }

            EndFile();
        }
    }

    /// <summary>Closes the file being read.</summary>
    public void Dispose()
    {
        _lines?.Dispose();
        _document?.Dispose();
    }

    private static IEnumerable<string> FilesOf(string path, List<RiskDiagnostic> missing)
    {
        if (!Directory.Exists(path))
        {
            if (!File.Exists(path))
            {
                missing.Add(RiskDiagnostic.Error(LogCodes.Unreadable, "there is no file or folder of this name.") with { File = path });
            }

            return [path];
        }

        string[] files = [.. Directory.EnumerateFiles(path)
            .Where(static file => file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".jsonl.gz", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            missing.Add(RiskDiagnostic.Error(LogCodes.Unreadable, "the folder holds no *.jsonl or *.jsonl.gz.") with { File = path });
        }

        return files;
    }

    private bool OpenNext()
    {
        while (++_file < _files.Length)
        {
            try
            {
                _lines = JsonLinesReader.Open(_files[_file], new JsonLinesOptions { File = _files[_file], MaximumProblems = 1 });
                return true;
            }
            catch (RiskFormatException problem)
            {
                Bad(LogCodes.Unreadable, problem.Diagnostics[0].Message);
            }
        }

        return false;
    }

    // Lines that are too long are passed over by the reader of lines, which counts them.
    private void EndFile()
    {
        if (_lines!.BadLineCount > 0)
        {
            BadLineCount += _lines.BadLineCount - 1;
            Bad(LogCodes.NotJson, _lines.Problems[0].Message, _lines.Problems[0].Line);
        }

        _lines.Dispose();
        _lines = null;
    }

    private bool ReadLine()
    {
        _document?.Dispose();
        _document = null;
        try
        {
            _document = JsonDocument.Parse(_lines!.Current.Utf8);
        }
        catch (JsonException problem)
        {
            Bad(LogCodes.NotJson, $"the line is not JSON, or was cut off: {problem.Message}");
            return false;
        }

        try
        {
            return ReadLine(_document.RootElement);
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Bad(LogCodes.NotALogLine, $"the line is none of a decision log: {problem.Message}");
            return false;
        }
    }

    private bool ReadLine(JsonElement line)
    {
        if (line.ValueKind == JsonValueKind.Object && line.TryGetProperty("by", out JsonElement source))
        {
            Current = Decision(line, source.GetInt32());
            return true;
        }

        if (line.ValueKind == JsonValueKind.Object && line.TryGetProperty("log", out JsonElement log))
        {
            int format = line.GetProperty("format").GetInt32();
            if (log.GetString() != DecisionLineWriter.FormatName || format != DecisionLineWriter.FormatVersion)
            {
                Bad(LogCodes.Version, string.Create(CultureInfo.InvariantCulture, $"the log is '{log.GetString()}' of format {format}; '{DecisionLineWriter.FormatName}' of format {DecisionLineWriter.FormatVersion} is read."));
            }
        }
        else if (line.ValueKind == JsonValueKind.Object && line.TryGetProperty("source", out JsonElement number))
        {
            var fingerprints = new Dictionary<string, string>();
            foreach (JsonProperty part in line.GetProperty("fingerprints").EnumerateObject())
            {
                fingerprints[part.Name] = part.Value.GetString() ?? "";
            }

            _sources.Add(new LoggedSource(_files[_file], number.GetInt32(), line.GetProperty("version").GetString() ?? "", fingerprints));
        }
        else if (line.ValueKind == JsonValueKind.Object && line.TryGetProperty("lost", out JsonElement lost))
        {
            LostCount += lost.GetInt64();
        }
        else
        {
            Bad(LogCodes.NotALogLine, "the line is no decision, scorer, loss or head of a log.");
        }

        return false;
    }

    private LoggedDecision Decision(JsonElement line, int source)
    {
        JsonElement attributes = line.GetProperty("event");
        if (attributes.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("'event' is no object.");
        }

        return new LoggedDecision
        {
            File = _files[_file],
            Line = _lines!.LineNumber,
            Version = line.GetProperty("version").GetString() ?? "",
            Source = source,
            Event = attributes,
            Windows = line.TryGetProperty("windows", out JsonElement windows) && windows.ValueKind == JsonValueKind.Object ? windows : default,
            EventFlags = line.TryGetProperty("eventFlags", out JsonElement eventFlags) ? (DecisionFlags)eventFlags.GetInt32() : DecisionFlags.None,
            Action = LogWords.ActionOf(line.GetProperty("action").GetString()) ?? throw new FormatException($"'{line.GetProperty("action").GetString()}' is no action."),
            Probability = LoggedValues.Number(line.GetProperty("probability")),
            Score = LoggedValues.Number(line.GetProperty("score")),
            Rule = line.GetProperty("rule").GetString(),
            Reasons = [.. line.GetProperty("reasons").EnumerateArray().Select(static reason =>
                new LoggedReason(reason.GetProperty("code").GetString() ?? "", LoggedValues.Number(reason.GetProperty("contribution"))))],
            Flags = (DecisionFlags)line.GetProperty("flags").GetInt32(),
        };
    }

    private void Bad(string code, string message, int line = 0)
    {
        BadLineCount++;
        if (_problems.Count < _maximumProblems)
        {
            int place = line > 0 ? line : (int)Math.Min(_lines?.LineNumber ?? 0, int.MaxValue);
            _problems.Add(RiskDiagnostic.Error(code, message) with { File = _files[_file], Line = place });
        }
    }
}
