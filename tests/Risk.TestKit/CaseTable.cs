using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Risk.TestKit;

/// <summary>A CSV file with a header line, as the parity cases of the shared data are: numbers round-trip, missing is NaN.</summary>
public sealed class CaseTable
{
    private readonly string _path;
    private readonly List<string[]> _rows;
    private readonly Dictionary<string, int> _positions;

    private CaseTable(string path, string[] header, List<string[]> rows)
    {
        _path = path;
        _rows = rows;
        Header = header;
        _positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < header.Length; i++)
        {
            _positions[header[i]] = i;
        }
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The number of rows, without the header.</summary>
    public int RowCount => _rows.Count;

    /// <summary>The number of columns.</summary>
    public int ColumnCount => Header.Count;

    /// <summary>Reads a file; one that ends in <c>.gz</c> is unpacked on the way.</summary>
    /// <exception cref="FormatException">A row has another number of fields than the header; names the file and line.</exception>
    public static CaseTable Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader, path);
    }

    /// <summary>Reads from text; <paramref name="path"/> is for messages.</summary>
    /// <exception cref="FormatException">A row has another number of fields than the header; names the file and line.</exception>
    public static CaseTable Read(TextReader reader, string path)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string[] header = SplitLine(reader.ReadLine() ?? throw new FormatException($"{path}: the file is empty."));
        var rows = new List<string[]>();
        int line = 1;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length == 0)
            {
                continue;
            }

            string[] fields = SplitLine(text);
            if (fields.Length != header.Length)
            {
                throw new FormatException($"{path}({line}): {fields.Length} fields, the header has {header.Length}.");
            }

            rows.Add(fields);
        }

        return new CaseTable(path, header, rows);
    }

    /// <summary>Whether there is a column of that name.</summary>
    public bool Has(string column) => _positions.ContainsKey(column);

    /// <summary>The text of a field.</summary>
    public string Text(int row, string column) => _rows[row][Position(column)];

    /// <summary>The number in a field; NaN when it is empty or says so.</summary>
    public double Number(int row, string column) => Parse(row, Position(column));

    /// <summary>The numbers of a row.</summary>
    public double[] Row(int row)
    {
        double[] values = new double[ColumnCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Parse(row, i);
        }

        return values;
    }

    /// <summary>The numbers of a row as float32, which is what XGBoost and ONNX see.</summary>
    public float[] FloatRow(int row) => Array.ConvertAll(Row(row), value => (float)value);

    /// <summary>The texts of a row.</summary>
    public IReadOnlyList<string> TextRow(int row) => _rows[row];

    /// <summary>The numbers of a column.</summary>
    public double[] Column(string column)
    {
        int position = Position(column);
        double[] values = new double[RowCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Parse(i, position);
        }

        return values;
    }

    private static string[] SplitLine(string line)
    {
        if (!line.Contains('"'))
        {
            return line.Split(',');
        }

        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }

    private int Position(string column) =>
        _positions.TryGetValue(column, out int position)
            ? position
            : throw new KeyNotFoundException($"{_path}: no column '{column}'; there are {string.Join(", ", Header)}.");

    private double Parse(int row, int position)
    {
        string text = _rows[row][position];
        if (text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return double.NaN;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new FormatException($"{_path}({row + 2}): '{text}' in column '{Header[position]}' is not a number.");
    }
}
