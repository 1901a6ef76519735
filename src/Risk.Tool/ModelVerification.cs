using System.Globalization;

namespace Risk.Tool;

/// <summary>Compares what a model gives with what was expected, column by column.</summary>
internal sealed class ModelVerification(ToolContext context, ModelScores scores, RowsFile wanted, double tolerance)
{
    // What scorecards' expected files call it.
    private const string Probability = "probability";
    private const string ProbabilityOfDefault = "pd";

    /// <summary>Compares every column that both have and prints the largest difference of each.</summary>
    /// <returns>True when no row differs.</returns>
    public bool Run(bool json)
    {
        if (wanted.Rows.Count != scores.Rows.Length)
        {
            throw new ToolException($"{wanted.Path} has {wanted.Rows.Count} rows where the input has {scores.Rows.Length}.");
        }

        var results = new List<Result>();
        for (int column = 0; column < wanted.Header!.Length; column++)
        {
            string name = wanted.Header[column];
            int number = Array.IndexOf(scores.Columns, name == ProbabilityOfDefault ? Probability : name);
            int text = Array.IndexOf(scores.TextColumns, name);
            if (number >= 0)
            {
                results.Add(Numbers(name, column, number));
            }
            else if (text >= 0)
            {
                results.Add(Texts(name, column, text));
            }
            else
            {
                string known = string.Join(", ", [.. scores.Columns, .. scores.TextColumns]);
                context.Error.WriteLine($"{wanted.Path}: column '{name}' is not among the model's ({known}) and was not compared.");
            }
        }

        if (results.Count == 0)
        {
            throw new ToolException($"{wanted.Path} has none of the model's columns ({string.Join(", ", scores.Columns)}).");
        }

        if (json)
        {
            WriteJson(results);
        }
        else
        {
            results.ForEach(result => context.Output.WriteLine(result.Text(scores.Rows.Length, tolerance)));
        }

        return results.TrueForAll(static result => result.Differing == 0);
    }

    private Result Numbers(string name, int column, int actualColumn)
    {
        double largest = 0;
        int largestRow = -1;
        int differing = 0;
        double[] values = wanted.Numbers(column);
        for (int row = 0; row < scores.Rows.Length; row++)
        {
            double expected = values[row];
            double actual = scores.Rows[row][actualColumn];
            double difference = expected.Equals(actual) || expected == actual ? 0 : double.IsNaN(expected) || double.IsNaN(actual) ? double.PositiveInfinity : Math.Abs(expected - actual);
            differing += difference > tolerance ? 1 : 0;
            if (difference > largest)
            {
                (largest, largestRow) = (difference, row);
            }
        }

        return new Result(name, largest, largestRow, differing);
    }

    private Result Texts(string name, int column, int actualColumn)
    {
        int firstRow = -1;
        int differing = 0;
        string[] expected = wanted.Column(column);
        for (int row = 0; row < scores.Texts.Length; row++)
        {
            if (expected[row] != scores.Texts[row][actualColumn])
            {
                firstRow = firstRow < 0 ? row : firstRow;
                differing++;
            }
        }

        return new Result(name, null, firstRow, differing);
    }

    private void WriteJson(List<Result> results) => context.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("passed", results.TrueForAll(static result => result.Differing == 0));
        writer.WriteNumber("rows", scores.Rows.Length);
        writer.WriteNumber("tolerance", tolerance);
        writer.WriteStartArray("columns");
        foreach (Result result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("column", result.Column);
            if (result.Largest is { } largest && double.IsFinite(largest))
            {
                writer.WriteNumber("largestDifference", largest);
            }

            if (result.Row >= 0)
            {
                writer.WriteNumber("row", result.Row + 1);
            }

            writer.WriteNumber("differing", result.Differing);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    // The row of the largest difference, of texts the first that differs.
    private sealed record Result(string Column, double? Largest, int Row, int Differing)
    {
        public string Text(int rows, double tolerance)
        {
            string state = Differing == 0 ? "ok" : "FAILED";
            string place = Row < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" in row {Row + 1}");
            return Largest is { } largest
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Column}: {state}, largest difference {ToolContext.Number(largest)}{place}, {Differing} of {rows} rows differ by more than {ToolContext.Number(tolerance)}")
                : string.Create(CultureInfo.InvariantCulture, $"{Column}: {state}, {Differing} of {rows} rows differ{(Row < 0 ? "" : ", the first")}{place}");
        }
    }
}
