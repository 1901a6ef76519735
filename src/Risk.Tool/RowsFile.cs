using System.Globalization;

namespace Risk.Tool;

/// <summary>A CSV file of numbers: a row a line, a header that is detected, missing values empty or NaN. All bad fields are told together.</summary>
internal sealed class RowsFile
{
    private const int MaximumProblems = 20;

    private RowsFile(string path, string[]? header, List<string[]> rows, int firstLine) => (Path, Header, Rows, FirstLine) = (path, header, rows, firstLine);

    public string Path { get; }

    public string[]? Header { get; }

    public List<string[]> Rows { get; }

    private int FirstLine { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; gzip is unpacked.</param>
    /// <param name="hasHeader">Whether the first line is a header; null to find out.</param>
    public static RowsFile Read(string path, bool? hasHeader = null)
    {
        var rows = new List<string[]>();
        string[]? header = null;
        bool first = true;
        foreach ((string[] record, long _) in CsvRecords.Read(path))
        {
            if (first && (hasHeader ?? Array.Exists(record, static field => !IsNumber(field))))
            {
                header = record;
            }
            else
            {
                rows.Add(record);
            }

            first = false;
        }

        return new RowsFile(path, header, rows, header is null ? 1 : 2);
    }

    /// <summary>All values as float64, row-major.</summary>
    public double[] Doubles(int columns) => Parse(columns, static field => double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture), double.NaN);

    /// <summary>All values as the nearest float32, row-major.</summary>
    public float[] Floats(int columns) => Parse(columns, static field => float.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture), float.NaN);

    private static bool IsMissing(string field) => field.Length == 0 || field.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(string field) => IsMissing(field) || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private T[] Parse<T>(int columns, Func<string, T> parse, T missing)
    {
        var values = new T[Rows.Count * (long)columns];
        var problems = new List<RiskDiagnostic>();
        for (int row = 0; row < Rows.Count; row++)
        {
            string[] fields = Rows[row];
            if (fields.Length != columns)
            {
                Add(problems, row, 0, $"the row has {fields.Length} fields where {columns} are expected.");
                continue;
            }

            for (int column = 0; column < columns; column++)
            {
                if (IsNumber(fields[column]))
                {
                    values[(row * (long)columns) + column] = IsMissing(fields[column]) ? missing : parse(fields[column]);
                }
                else
                {
                    Add(problems, row, column + 1, $"'{fields[column]}' is no number (field {column + 1}).");
                }
            }
        }

        return problems.Count == 0 ? values : throw new RiskFormatException(problems);
    }

    private void Add(List<RiskDiagnostic> problems, int row, int column, string message)
    {
        if (problems.Count < MaximumProblems)
        {
            problems.Add(RiskDiagnostic.Error("RE090", message) with { File = Path, Line = row + FirstLine, Column = column });
        }
    }
}
