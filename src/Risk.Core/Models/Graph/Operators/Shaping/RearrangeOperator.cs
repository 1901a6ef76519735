namespace Risk.Models.Graph;

/// <summary>
/// Takes elements by positions that are known when the graph is built: slices, columns, splits, transpositions. A run of
/// consecutive positions is copied whole.
/// </summary>
internal sealed class RearrangeOperator<T> : GraphOperator
    where T : unmanaged
{
    private readonly int[] _positions;
    private readonly bool _isRun;

    /// <summary>An operator that writes the input's elements at the given positions.</summary>
    public RearrangeOperator(int[] positions)
    {
        _positions = positions;
        _isRun = positions.Length > 0;
        for (int i = 1; i < positions.Length; i++)
        {
            _isRun &= positions[i] == positions[0] + i;
        }
    }

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<T> values = frame.Read<T>(Inputs[0]);
        Span<T> results = frame.Write<T>(Outputs[0]);
        if (_isRun)
        {
            values.Slice(_positions[0], _positions.Length).CopyTo(results);
            return;
        }

        for (int i = 0; i < results.Length; i++)
        {
            results[i] = values[_positions[i]];
        }
    }
}
