using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>The position of the largest (or smallest) element along an axis; the first of equals unless the last is asked for.</summary>
internal sealed class ArgMaxOperator<T>(int size, int inner, bool smallest, bool last) : GraphOperator
    where T : unmanaged, INumber<T>
{
    /// <summary>The number of elements along the axis.</summary>
    public int Size => size;

    /// <summary>Whether it gives the first of the largest elements that lie side by side.</summary>
    public bool IsPlain => inner == 1 && !smallest && !last;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<T> values = frame.Read<T>(Inputs[0]);
        Span<long> results = frame.Write<long>(Outputs[0]);
        for (int i = 0; i < results.Length; i++)
        {
            int start = (i / inner * size * inner) + (i % inner);
            int best = 0;
            T extreme = values[start];
            for (int index = 1; index < size; index++)
            {
                T value = values[start + (index * inner)];
                if ((smallest ? value < extreme : value > extreme) || (last && value == extreme))
                {
                    (best, extreme) = (index, value);
                }
            }

            results[i] = best;
        }
    }
}
