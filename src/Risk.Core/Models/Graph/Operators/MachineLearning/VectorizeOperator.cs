namespace Risk.Models.Graph;

/// <summary>Puts values one after the other, each cut or filled with zeros to a given width (FeatureVectorizer).</summary>
internal sealed class VectorizeOperator(int[] widths) : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<float> results = frame.Write<float>(Outputs[0]);
        results.Clear();
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> values = frame.Read<float>(Inputs[i]);
            values[..Math.Min(values.Length, widths[i])].CopyTo(results);
            results = results[widths[i]..];
        }
    }
}
