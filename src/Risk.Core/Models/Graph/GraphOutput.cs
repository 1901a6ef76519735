namespace Risk.Models.Graph;

/// <summary>A run of a value's elements that become outputs of the model, in float32.</summary>
/// <param name="Value">The value.</param>
/// <param name="Start">The first element.</param>
/// <param name="Count">How many elements.</param>
internal readonly record struct GraphOutput(GraphValue Value, int Start, int Count)
{
    /// <summary>Copies the elements.</summary>
    public void CopyTo(in GraphFrame frame, Span<float> outputs)
    {
        switch (Value.Type)
        {
            case ElementType.Single:
                frame.Read<float>(Value).Slice(Start, Count).CopyTo(outputs);
                break;
            case ElementType.Double:
                Convert(frame.Read<double>(Value).Slice(Start, Count), outputs);
                break;
            case ElementType.Int32:
                Convert(frame.Read<int>(Value).Slice(Start, Count), outputs);
                break;
            case ElementType.Boolean:
                Convert(frame.Read<byte>(Value).Slice(Start, Count), outputs);
                break;
            default:
                Convert(frame.Read<long>(Value).Slice(Start, Count), outputs);
                break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<T> values, Span<float> outputs)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            outputs[i] = float.CreateTruncating(values[i]);
        }
    }
}
