using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Models.Neural;

/// <summary>
/// The sums of a dense layer: bias_o + Σ weight_io input_i, a vector of outputs at a time.
/// </summary>
/// <remarks>
/// The order is fixed: each output has four sums; sum c takes inputs c, c + 4, c + 8 … in order, each with one rounding
/// (fused multiply-add); the first starts at the bias, the others at 0; the result is (sum 0 + sum 1) + (sum 2 + sum 3). An
/// output never meets another one, so every vector width gives the same bits; four sums hide the latency of the addition.
/// </remarks>
internal static class DenseKernel
{
    /// <summary>Computes the sums.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">At least <see cref="DenseLayer.InputCount"/> values.</param>
    /// <param name="outputs">Receives <see cref="DenseLayer.PaddedOutputs"/> values.</param>
    public static void Compute(DenseLayer layer, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        if (inputs.Length < layer.InputCount || outputs.Length < layer.PaddedOutputs)
        {
            ThrowTooShort();
        }

        ref float input = ref MemoryMarshal.GetReference(inputs);
        ref float output = ref MemoryMarshal.GetReference(outputs);
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Vector512<float>, Vector512Single>(layer, ref input, ref output, 4);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Vector256<float>, Vector256Single>(layer, ref input, ref output, 2);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Run<Vector128<float>, Vector128Single>(layer, ref input, ref output, 2);
        }
        else
        {
            Run<float, ScalarSingle>(layer, ref input, ref output, 1);
        }
    }

    /// <summary>
    /// All outputs, up to <paramref name="widest"/> (1, 2 or 4) vectors at a time: as many as leave registers for four sums each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TVector, TLanes>(DenseLayer layer, ref float input, ref float output, int widest)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        ref float weights = ref layer.Weights.First;
        ref float biases = ref layer.Biases.First;
        nuint inputs = (nuint)layer.InputCount;
        nuint stride = (nuint)layer.PaddedOutputs;
        nuint width = (nuint)TLanes.Count;
        nuint done = 0;
        if (widest >= 4)
        {
            for (; done + (4 * width) <= stride; done += 4 * width)
            {
                FourVectors<TVector, TLanes>(ref input, inputs, ref Unsafe.Add(ref weights, done), stride, ref Unsafe.Add(ref biases, done), ref Unsafe.Add(ref output, done));
            }
        }

        if (widest >= 2)
        {
            for (; done + (2 * width) <= stride; done += 2 * width)
            {
                TwoVectors<TVector, TLanes>(ref input, inputs, ref Unsafe.Add(ref weights, done), stride, ref Unsafe.Add(ref biases, done), ref Unsafe.Add(ref output, done));
            }
        }

        for (; done < stride; done += width)
        {
            OneVector<TVector, TLanes>(ref input, inputs, ref Unsafe.Add(ref weights, done), stride, ref Unsafe.Add(ref biases, done), ref Unsafe.Add(ref output, done));
        }
    }

    private static void OneVector<TVector, TLanes>(ref float input, nuint inputs, ref float weights, nuint stride, ref float biases, ref float output)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector a0 = TLanes.Load(in biases, 0);
        TVector a1 = TLanes.Broadcast(0), a2 = a1, a3 = a1;
        nuint whole = inputs & ~(nuint)3;
        nuint row = 0;
        for (nuint i = 0; i < whole; i += 4)
        {
            a0 = TLanes.FusedMultiplyAdd(Input<TVector, TLanes>(ref input, i), TLanes.Load(in weights, row), a0);
            a1 = TLanes.FusedMultiplyAdd(Input<TVector, TLanes>(ref input, i + 1), TLanes.Load(in weights, row + stride), a1);
            a2 = TLanes.FusedMultiplyAdd(Input<TVector, TLanes>(ref input, i + 2), TLanes.Load(in weights, row + (2 * stride)), a2);
            a3 = TLanes.FusedMultiplyAdd(Input<TVector, TLanes>(ref input, i + 3), TLanes.Load(in weights, row + (3 * stride)), a3);
            row += 4 * stride;
        }

        if (whole < inputs)
        {
            a0 = TLanes.FusedMultiplyAdd(Input<TVector, TLanes>(ref input, whole), TLanes.Load(in weights, row), a0);
        }

        if (whole + 1 < inputs)
        {
            a1 = TLanes.FusedMultiplyAdd(Input<TVector, TLanes>(ref input, whole + 1), TLanes.Load(in weights, row + stride), a1);
        }

        if (whole + 2 < inputs)
        {
            a2 = TLanes.FusedMultiplyAdd(Input<TVector, TLanes>(ref input, whole + 2), TLanes.Load(in weights, row + (2 * stride)), a2);
        }

        TLanes.Store(TLanes.Add(TLanes.Add(a0, a1), TLanes.Add(a2, a3)), ref output, 0);
    }

    private static void TwoVectors<TVector, TLanes>(ref float input, nuint inputs, ref float weights, nuint stride, ref float biases, ref float output)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        nuint width = (nuint)TLanes.Count;
        TVector zero = TLanes.Broadcast(0);
        TVector a0 = TLanes.Load(in biases, 0), a1 = zero, a2 = zero, a3 = zero;
        TVector b0 = TLanes.Load(in biases, width), b1 = zero, b2 = zero, b3 = zero;
        nuint whole = inputs & ~(nuint)3;
        nuint row = 0;
        for (nuint i = 0; i < whole; i += 4)
        {
            TVector x = Input<TVector, TLanes>(ref input, i);
            a0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a0);
            b0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b0);
            row += stride;

            x = Input<TVector, TLanes>(ref input, i + 1);
            a1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a1);
            b1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b1);
            row += stride;

            x = Input<TVector, TLanes>(ref input, i + 2);
            a2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a2);
            b2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b2);
            row += stride;

            x = Input<TVector, TLanes>(ref input, i + 3);
            a3 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a3);
            b3 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b3);
            row += stride;
        }

        if (whole < inputs)
        {
            TVector x = Input<TVector, TLanes>(ref input, whole);
            a0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a0);
            b0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b0);
            row += stride;
        }

        if (whole + 1 < inputs)
        {
            TVector x = Input<TVector, TLanes>(ref input, whole + 1);
            a1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a1);
            b1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b1);
            row += stride;
        }

        if (whole + 2 < inputs)
        {
            TVector x = Input<TVector, TLanes>(ref input, whole + 2);
            a2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a2);
            b2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b2);
        }

        TLanes.Store(TLanes.Add(TLanes.Add(a0, a1), TLanes.Add(a2, a3)), ref output, 0);
        TLanes.Store(TLanes.Add(TLanes.Add(b0, b1), TLanes.Add(b2, b3)), ref output, width);
    }

    private static void FourVectors<TVector, TLanes>(ref float input, nuint inputs, ref float weights, nuint stride, ref float biases, ref float output)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        nuint width = (nuint)TLanes.Count;
        TVector zero = TLanes.Broadcast(0);
        TVector a0 = TLanes.Load(in biases, 0), a1 = zero, a2 = zero, a3 = zero;
        TVector b0 = TLanes.Load(in biases, width), b1 = zero, b2 = zero, b3 = zero;
        TVector c0 = TLanes.Load(in biases, 2 * width), c1 = zero, c2 = zero, c3 = zero;
        TVector d0 = TLanes.Load(in biases, 3 * width), d1 = zero, d2 = zero, d3 = zero;
        nuint whole = inputs & ~(nuint)3;
        nuint row = 0;
        for (nuint i = 0; i < whole; i += 4)
        {
            TVector x = Input<TVector, TLanes>(ref input, i);
            a0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a0);
            b0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b0);
            c0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (2 * width)), c0);
            d0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (3 * width)), d0);
            row += stride;

            x = Input<TVector, TLanes>(ref input, i + 1);
            a1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a1);
            b1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b1);
            c1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (2 * width)), c1);
            d1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (3 * width)), d1);
            row += stride;

            x = Input<TVector, TLanes>(ref input, i + 2);
            a2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a2);
            b2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b2);
            c2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (2 * width)), c2);
            d2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (3 * width)), d2);
            row += stride;

            x = Input<TVector, TLanes>(ref input, i + 3);
            a3 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a3);
            b3 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b3);
            c3 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (2 * width)), c3);
            d3 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (3 * width)), d3);
            row += stride;
        }

        if (whole < inputs)
        {
            TVector x = Input<TVector, TLanes>(ref input, whole);
            a0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a0);
            b0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b0);
            c0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (2 * width)), c0);
            d0 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (3 * width)), d0);
            row += stride;
        }

        if (whole + 1 < inputs)
        {
            TVector x = Input<TVector, TLanes>(ref input, whole + 1);
            a1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a1);
            b1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b1);
            c1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (2 * width)), c1);
            d1 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (3 * width)), d1);
            row += stride;
        }

        if (whole + 2 < inputs)
        {
            TVector x = Input<TVector, TLanes>(ref input, whole + 2);
            a2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row), a2);
            b2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + width), b2);
            c2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (2 * width)), c2);
            d2 = TLanes.FusedMultiplyAdd(x, TLanes.Load(in weights, row + (3 * width)), d2);
        }

        TLanes.Store(TLanes.Add(TLanes.Add(a0, a1), TLanes.Add(a2, a3)), ref output, 0);
        TLanes.Store(TLanes.Add(TLanes.Add(b0, b1), TLanes.Add(b2, b3)), ref output, width);
        TLanes.Store(TLanes.Add(TLanes.Add(c0, c1), TLanes.Add(c2, c3)), ref output, 2 * width);
        TLanes.Store(TLanes.Add(TLanes.Add(d0, d1), TLanes.Add(d2, d3)), ref output, 3 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Input<TVector, TLanes>(ref float input, nuint position)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector> => TLanes.Broadcast(Unsafe.Add(ref input, position));

    private static void ThrowTooShort() => throw new ArgumentException("The inputs or outputs are shorter than the layer.");
}
