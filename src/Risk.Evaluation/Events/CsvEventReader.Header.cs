using CsvHelper;
using Risk.Events;
using Risk.Internals;

namespace Risk.Evaluation;

/// <content>The header, and which attribute each of its columns holds.</content>
public sealed partial class CsvEventReader
{
    private const int MostColumnsNamed = 20;
    private const string OtherSeparators = ",;\t|";

    private RiskDiagnostic? _brokenHeader;

    private CsvReaderOptions Form(CsvEventOptions options) => new()
    {
        Separator = options.Separator,
        TrimWhitespace = options.TrimWhitespace,
        TrackLineNumbers = true,
        MaxRecordSize = Math.Max(1, options.MaximumRowBytes),
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = ReportQuotes,
    };

    private string[] ReadHeader()
    {
        try
        {
            _csv.ReadHeader();
        }
        catch (CsvFormatException problem)
        {
            throw TooLong(problem.LineNumber);
        }

        LineNumber = _csv.LineNumber;
        if (_brokenHeader is not null)
        {
            throw new RiskFormatException(_brokenHeader);
        }

        string[] header = [.. _csv.Headers];
        return header.Length > 0 ? header : throw new RiskFormatException(
            RiskDiagnostic.Error(EventDiagnosticCodes.NoHeader, "The file is empty: a CSV of events starts with a header.") with { File = _options.File });
    }

    private CsvColumn[] Bind()
    {
        var columns = new List<CsvColumn>();
        var problems = new List<RiskDiagnostic>();
        for (int i = 0; i < _header.Length; i++)
        {
            _columnsByName.TryAdd(_header[i], i);
        }

        for (int position = 0; position < Schema.Count; position++)
        {
            string name = NameOf(Schema[position]);
            int index = IndexOfColumn(name);
            if (index >= 0)
            {
                columns.Add(new CsvColumn(position, index));
                CheckIsOnce(name, problems);
            }
            else if (!_options.AllowMissingColumns)
            {
                problems.Add(Problem(EventDiagnosticCodes.MissingColumn, $"The file has no column '{name}'.", Suggestion(name, problems)));
            }
        }

        return problems.Count == 0 ? [.. columns] : throw new RiskFormatException(problems);
    }

    // Metadata may stand under its key in colons, as it does in JSON.
    private string NameOf(AttributeDefinition attribute)
    {
        string written = $"::{attribute.Name}::";
        return attribute.IsMetadata && IndexOfColumn(attribute.Name) < 0 && IndexOfColumn(written) >= 0 ? written : attribute.Name;
    }

    private void CheckIsOnce(string name, List<RiskDiagnostic> problems)
    {
        if (Array.IndexOf(_header, name) != Array.LastIndexOf(_header, name))
        {
            problems.Add(Problem(EventDiagnosticCodes.DuplicateColumn, $"Two columns are named '{name}'.", "rename one"));
        }
    }

    private string? Suggestion(string name, List<RiskDiagnostic> before)
    {
        if (EditDistance.Nearest(name, _header) is { } near)
        {
            return $"did you mean '{near}'?";
        }

        if (before.Count > 0)
        {
            return null;
        }

        int separator = _header.Length == 1 ? _header[0].AsSpan().IndexOfAny(OtherSeparators) : -1;
        return separator >= 0
            ? $"the header is one column; is '{_header[0][separator]}' the separator?"
            : $"its columns are {string.Join(", ", _header.Take(MostColumnsNamed))}{(_header.Length > MostColumnsNamed ? ", …" : "")}";
    }

    private RiskDiagnostic Problem(string code, string message, string? suggestion) =>
        RiskDiagnostic.Error(code, message) with { File = _options.File, Line = (int)LineNumber, Suggestion = suggestion };
}
