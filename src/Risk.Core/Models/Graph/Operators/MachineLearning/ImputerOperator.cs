namespace Risk.Models.Graph;

/// <summary>Puts other values in place of one that stands for missing; NaN matches NaN.</summary>
internal sealed class ImputerOperator<T>(T replaced, T[] imputed) : GraphOperator
    where T : unmanaged, IEquatable<T>
{
    /// <summary>What stands for missing.</summary>
    public T Replaced => replaced;

    /// <summary>What takes its place, per feature.</summary>
    public T[] Imputed => imputed;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<T> values = frame.Read<T>(Inputs[0]);
        Span<T> results = frame.Write<T>(Outputs[0]);
        for (int i = 0; i < values.Length; i++)
        {
            // Equals, not ==: it holds for two NaN, and for 0 and -0.
            results[i] = values[i].Equals(replaced) ? imputed[i] : values[i];
        }
    }
}
