using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>Keeps values between two limits; NaN stays NaN, and where the limits cross the upper one wins.</summary>
internal sealed class ClipOperator<T>(T minimum, T maximum) : GraphOperator
    where T : unmanaged, INumber<T>
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<T> values = frame.Read<T>(Inputs[0]);
        Span<T> results = frame.Write<T>(Outputs[0]);
        for (int i = 0; i < values.Length; i++)
        {
            T value = values[i] < minimum ? minimum : values[i];
            results[i] = value > maximum ? maximum : value;
        }
    }
}
