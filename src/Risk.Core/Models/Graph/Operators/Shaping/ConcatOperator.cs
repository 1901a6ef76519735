namespace Risk.Models.Graph;

/// <summary>Puts values one after the other along an axis.</summary>
internal sealed class ConcatOperator<T>(int axis) : GraphOperator
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<T> results = frame.Write<T>(Outputs[0]);
        int blocks = Outputs[0].Shape.Before(axis);
        int stride = results.Length / Math.Max(blocks, 1);
        int start = 0;
        foreach (GraphValue input in Inputs)
        {
            ReadOnlySpan<T> values = frame.Read<T>(input);
            int run = values.Length / Math.Max(blocks, 1);
            for (int block = 0; block < blocks; block++)
            {
                values.Slice(block * run, run).CopyTo(results[((block * stride) + start)..]);
            }

            start += run;
        }
    }
}
