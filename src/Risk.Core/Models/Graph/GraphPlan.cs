namespace Risk.Models.Graph;

/// <summary>
/// Gives every computed value its place in the scratch space. Places are used again once the last operator that reads them
/// has run, so a deep network takes little more than its two widest layers. First fit over a list of free ranges.
/// </summary>
internal static class GraphPlan
{
    private const int Alignment = 64;
    private const int MaximumBytes = 64 << 20;

    /// <summary>Keeps the operators that the results depend on, in order.</summary>
    public static GraphOperator[] Prune(IReadOnlyList<GraphOperator> operators, IEnumerable<GraphValue> results)
    {
        HashSet<GraphBuffer> needed = [.. results.Select(result => result.Buffer)];
        List<GraphOperator> kept = [];
        for (int i = operators.Count - 1; i >= 0; i--)
        {
            if (operators[i].Outputs.Any(output => needed.Contains(output.Buffer)))
            {
                needed.UnionWith(operators[i].Inputs.Select(input => input.Buffer));
                kept.Add(operators[i]);
            }
        }

        kept.Reverse();
        return [.. kept];
    }

    /// <summary>Sets the offset of every computed value.</summary>
    /// <returns>The bytes of scratch space a row needs.</returns>
    /// <exception cref="GraphException">It is more than any row should need.</exception>
    public static int Assign(GraphOperator[] operators, IEnumerable<GraphValue> results)
    {
        Dictionary<GraphBuffer, int> lastUse = LastUses(operators, results);
        List<(int Start, int End)> free = [(0, int.MaxValue)];
        int highest = 0;
        for (int step = 0; step < operators.Length; step++)
        {
            GraphOperator current = operators[step];
            foreach (GraphBuffer buffer in current.Outputs.Select(output => output.Buffer).Where(buffer => buffer.IsScratch && buffer.Offset < 0))
            {
                buffer.Offset = Take(free, Size(buffer));
                highest = Math.Max(highest, buffer.Offset + Size(buffer));
                if (highest > MaximumBytes)
                {
                    throw GraphException.TooLarge("the graph needs too much space for a row.");
                }
            }

            foreach (GraphBuffer buffer in current.Inputs.Concat(current.Outputs).Select(value => value.Buffer).Distinct())
            {
                if (buffer.Offset >= 0 && lastUse[buffer] == step)
                {
                    Release(free, buffer.Offset, Size(buffer));
                }
            }
        }

        return highest;
    }

    private static Dictionary<GraphBuffer, int> LastUses(GraphOperator[] operators, IEnumerable<GraphValue> results)
    {
        Dictionary<GraphBuffer, int> lastUse = [];
        for (int step = 0; step < operators.Length; step++)
        {
            foreach (GraphValue value in operators[step].Inputs.Concat(operators[step].Outputs))
            {
                lastUse[value.Buffer] = step;
            }
        }

        foreach (GraphValue result in results)
        {
            lastUse[result.Buffer] = int.MaxValue;
        }

        return lastUse;
    }

    private static int Size(GraphBuffer buffer) => Math.Max((buffer.ByteLength + Alignment - 1) / Alignment, 1) * Alignment;

    private static int Take(List<(int Start, int End)> free, int size)
    {
        int index = free.FindIndex(range => range.End - range.Start >= size);
        (int start, int end) = free[index];
        free[index] = (start + size, end);
        return start;
    }

    private static void Release(List<(int Start, int End)> free, int start, int size)
    {
        int index = free.FindIndex(range => range.Start > start);
        free.Insert(index, (start, start + size));
        Join(free, index);
        Join(free, index - 1);
    }

    private static void Join(List<(int Start, int End)> free, int index)
    {
        if (index >= 0 && free[index].End == free[index + 1].Start)
        {
            free[index] = (free[index].Start, free[index + 1].End);
            free.RemoveAt(index + 1);
        }
    }
}
