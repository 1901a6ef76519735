using CsvHelper;
using Risk.Events;

namespace Risk.Evaluation;

/// <content>Rows as they come, and what is wrong with them.</content>
public sealed partial class CsvEventReader
{
    private bool TryTakeRow()
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (!TryAdvance())
        {
            _isAtEnd = true;
            _options.Progress?.Invoke(_source.ProgressAt(LineNumber));
            return false;
        }

        // Only the report at the end knows every row, so none before it claims every byte.
        if (_options.Progress is { } progress && _source.IsProgressDue && !_source.IsTaken)
        {
            progress(_source.ProgressAt(LineNumber));
        }

        return true;
    }

    // The parser looks at a row's length only when its buffer must grow.
    private bool TryAdvance()
    {
        try
        {
            if (!_csv.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException problem)
        {
            throw TooLong(problem.LineNumber);
        }

        return _csv.RawRecord.Length <= _options.MaximumRowBytes ? true : throw TooLong(_csv.LineNumber);
    }

    private RiskFormatException TooLong(long line)
    {
        _isAtEnd = true;
        return new RiskFormatException(
            RiskDiagnostic.Error(EventDiagnosticCodes.LineTooLong, $"The row is longer than {_options.MaximumRowBytes} bytes, and where the next one begins is not known.") with
            {
                File = _options.File,
                Line = LineOf(line),
                Suggestion = "is there a quote that is never closed?",
            });
    }

    // Rows with broken quotes are passed over by the parser.
    private void ReportQuotes(CsvMalformedRecord row)
    {
        string message = row.Reason switch
        {
            CsvMalformedReason.StrayQuote => "A field without quotes around it holds a quote.",
            CsvMalformedReason.TextAfterClosingQuote => "There is text behind a closing quote.",
            _ => "A quote is never closed.",
        };
        RiskDiagnostic problem = RiskDiagnostic.Error(EventDiagnosticCodes.BrokenQuotes, message) with
        {
            File = _options.File,
            Line = LineOf(row.LineNumber),
            Suggestion = "put the field in quotes and double the quotes in it",
        };
        if (_header is null)
        {
            _brokenHeader ??= problem;
            return;
        }

        EventCount++;
        BadLineCount++;
        Add(problem);
    }

    private void ReportFieldCount()
    {
        BadLineCount++;
        Add(RiskDiagnostic.Error(EventDiagnosticCodes.WrongFieldCount, $"The row has {_csv.FieldCount} fields where {_header.Length} are expected.") with
        {
            File = _options.File,
            Line = LineOf(LineNumber),
        });
    }

    private void ReportWrongValue(int position)
    {
        WrongValueCount++;
        if (_problems.Count < _options.MaximumProblems)
        {
            AttributeDefinition attribute = Schema[position];
            Add(RiskDiagnostic.Warning(EventDiagnosticCodes.WrongType, $"'{attribute.Name}' is no {attribute.Kind.ToString().ToLowerInvariant()}; it is taken as missing.") with
            {
                File = _options.File,
                Line = LineOf(LineNumber),
            });
        }
    }

    private void Add(RiskDiagnostic problem)
    {
        if (_problems.Count < _options.MaximumProblems)
        {
            _problems.Add(problem);
        }
    }

    private static int LineOf(long line) => (int)Math.Min(line, int.MaxValue);
}
