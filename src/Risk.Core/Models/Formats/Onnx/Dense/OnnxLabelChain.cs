using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>Reads what makes a label of probabilities: the position of the largest, looked up in a list of labels.</summary>
internal static class OnnxLabelChain
{
    /// <summary>The labels; null when the label is made in another way.</summary>
    /// <param name="steps">What the label depends on, in order.</param>
    /// <param name="classes">The probabilities.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="texts">The texts of the graph.</param>
    public static string[]? Read(GraphOperator[] steps, GraphValue classes, int count, GraphTexts texts)
    {
        int start = Array.FindIndex(steps, step => step is ArgMaxOperator<float> && step.Inputs[0].Buffer == classes.Buffer);
        if (start < 0 || steps[start] is not ArgMaxOperator<float> { IsPlain: true } largest || largest.Size != count)
        {
            return null;
        }

        string[]? labels = [.. Enumerable.Range(0, count).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
        GraphBuffer current = largest.Outputs[0].Buffer;
        foreach (GraphOperator step in steps.AsSpan(start + 1))
        {
            labels = step switch
            {
                GatherOperator<long> when step.Inputs[1].Buffer == current => Lookup(step.Inputs[0], labels, texts),
                CastOperator<long, int> or CastOperator<int, long> when step.Inputs[0].Buffer == current => labels,
                _ => null,
            };
            if (labels is null || labels.Length != count)
            {
                return null;
            }

            current = step.Outputs[0].Buffer;
        }

        return labels;
    }

    // Only the position itself can be looked up.
    private static string[]? Lookup(GraphValue table, string[] positions, GraphTexts texts)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            if (positions[i] != i.ToString(CultureInfo.InvariantCulture))
            {
                return null;
            }
        }

        if (!table.IsConstant || table.Type is not (ElementType.Int64 or ElementType.Text))
        {
            return null;
        }

        ReadOnlySpan<long> values = new GraphFrame([], []).Read<long>(table);
        string[] labels = new string[values.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = table.Type == ElementType.Text ? texts[values[i]] : values[i].ToString(CultureInfo.InvariantCulture);
        }

        return labels;
    }
}
