using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>An operation on two values, element by element, broadcast to a common shape.</summary>
internal sealed class BinaryOperator<T, TOperation>(BroadcastMap left, BroadcastMap right) : GraphOperator
    where T : unmanaged, INumber<T>
    where TOperation : struct, IBinaryOperation
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<T> results = frame.Write<T>(Outputs[0]);
        ReadOnlySpan<T> lefts = frame.Read<T>(Inputs[0]);
        ReadOnlySpan<T> rights = frame.Read<T>(Inputs[1]);
        if (left.IsSame && right.IsSame)
        {
            Same(lefts, rights, results);
        }
        else if (left.IsSame && right.IsScalar)
        {
            T scalar = rights[0];
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = TOperation.Invoke(lefts[i], scalar);
            }
        }
        else
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = TOperation.Invoke(lefts[left[i]], rights[right[i]]);
            }
        }
    }

    private static void Same(ReadOnlySpan<T> lefts, ReadOnlySpan<T> rights, Span<T> results)
    {
        lefts = lefts[..results.Length];
        rights = rights[..results.Length];
        int i = 0;
        if (TOperation.IsVectorized && Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            for (; i <= results.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                TOperation.Invoke(new Vector<T>(lefts[i..]), new Vector<T>(rights[i..])).CopyTo(results[i..]);
            }
        }

        for (; i < results.Length; i++)
        {
            results[i] = TOperation.Invoke(lefts[i], rights[i]);
        }
    }
}
