using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>A comparison of two values, element by element, broadcast to a common shape.</summary>
internal sealed class ComparisonOperator<T, TComparison>(BroadcastMap left, BroadcastMap right) : GraphOperator
    where T : unmanaged, INumber<T>
    where TComparison : struct, IComparison
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<byte> results = frame.Write<byte>(Outputs[0]);
        ReadOnlySpan<T> lefts = frame.Read<T>(Inputs[0]);
        ReadOnlySpan<T> rights = frame.Read<T>(Inputs[1]);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = TComparison.Invoke(lefts[left[i]], rights[right[i]]) ? (byte)1 : (byte)0;
        }
    }
}
