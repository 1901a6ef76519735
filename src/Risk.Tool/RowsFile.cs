using System.Globalization;
using System.Numerics;

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
    /// <param name="isHeader">Tells a header where rows hold texts too; without it a line with a text is one.</param>
    public static RowsFile Read(string path, bool? hasHeader = null, Predicate<string[]>? isHeader = null)
    {
        var rows = new List<string[]>();
        string[]? header = null;
        bool first = true;
        foreach ((string[] record, long _) in CsvRecords.Read(path))
        {
            if (first && (hasHeader ?? isHeader?.Invoke(record) ?? Array.Exists(record, static field => !IsNumber(field))))
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
    /// <param name="columns">How many fields a row has.</param>
    /// <param name="encode">What makes a number of a text, by column; null when there must be none.</param>
    public double[] Doubles(int columns, Func<int, string, double>? encode = null) =>
        Parse(columns, static field => double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture), double.NaN, encode);

    /// <summary>All values as the nearest float32, row-major.</summary>
    /// <inheritdoc cref="Doubles(int, Func{int, string, double}?)"/>
    public float[] Floats(int columns, Func<int, string, float>? encode = null) =>
        Parse(columns, static field => float.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture), float.NaN, encode);

    /// <summary>The numbers of a column, by its position; problems of all its rows are told together.</summary>
    public double[] Numbers(int column)
    {
        var problems = new List<RiskDiagnostic>();
        double[] numbers = new double[Rows.Count];
        for (int row = 0; row < numbers.Length; row++)
        {
            string field = column < Rows[row].Length ? Rows[row][column] : "";
            numbers[row] = double.NaN;
            if (!IsMissing(field) && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]))
            {
                Add(problems, row, column + 1, $"'{field}' is no number (field {column + 1}).");
            }
        }

        return problems.Count == 0 ? numbers : throw new RiskFormatException(problems);
    }

    /// <summary>The texts of a column, by its position.</summary>
    public string[] Column(int column) => [.. Rows.Select(row => column < row.Length ? row[column] : "")];

    private static bool IsMissing(string field) => field.Length == 0 || field.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(string field) => IsMissing(field) || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private T[] Parse<T>(int columns, Func<string, T> parse, T missing, Func<int, string, T>? encode)
        where T : struct, IFloatingPoint<T>
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
                ref T value = ref values[(row * (long)columns) + column];
                if (IsMissing(fields[column]))
                {
                    value = missing;
                }
                else if (encode is not null && !T.IsNaN(value = encode(column, fields[column])))
                {
                    continue;
                }
                else if (IsNumber(fields[column]))
                {
                    value = parse(fields[column]);
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
