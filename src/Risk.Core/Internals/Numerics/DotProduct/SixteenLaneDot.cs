using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary>
/// The dot product Σ row[i] * weights[i] in one fixed order, so that every machine gives the same bits.
/// </summary>
/// <remarks>
/// The row is cut into blocks of 16. Lane l of the even blocks adds their l-th products in the order of blocks, with one
/// rounding each (fused multiply-add) in float64; another sixteen lanes do the same for the odd blocks, because one sum of
/// each would wait for its own last addition. An incomplete last block counts as odd; it is the last 16 values, of which those
/// that were counted already are taken as zero. A row shorter than 16 is filled up with zeros. At the end the two sums of each
/// lane are added, then lanes l and l + 8, l and l + 4, l and l + 2, and the last two. <see cref="SixteenLaneDotScalar"/> is the law;
/// the vector forms hold the same lanes in registers.
/// </remarks>
internal static class SixteenLaneDot
{
    /// <summary>The number of lanes, and the length of a block.</summary>
    public const int Lanes = 16;

    // Sixteen words that erase, then sixteen that keep: a mask for every length of the last block.
    private static ReadOnlySpan<long> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    ];

    /// <summary>The number of weights to make room for.</summary>
    public static int ArrangedLength(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>Lays weights out as the blocks need them.</summary>
    /// <param name="weights">The weights in order.</param>
    /// <param name="arranged">Zeros; receives <see cref="ArrangedLength"/> values.</param>
    public static void Arrange(ReadOnlySpan<double> weights, Span<double> arranged)
    {
        int whole = weights.Length / Lanes * Lanes;
        weights[..whole].CopyTo(arranged);
        int rest = weights.Length - whole;
        if (rest != 0)
        {
            int shift = whole == 0 ? 0 : Lanes - rest;
            weights[whole..].CopyTo(arranged[(whole + shift)..]);
        }
    }

    /// <summary>Computes the dot product.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="row">The first of <paramref name="length"/> values.</param>
    /// <param name="weights">The first of as many arranged weights.</param>
    /// <param name="length">The number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Compute<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        if (length < Lanes)
        {
            return ComputeShort(in row, in weights, length);
        }

        return ComputeLong(in row, in weights, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ComputeLong<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return SixteenLaneDotVector512.Compute(in row, in weights, length);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return SixteenLaneDotVector256.Compute(in row, in weights, length);
        }

        return Vector128.IsHardwareAccelerated
            ? SixteenLaneDotVector128.Compute(in row, in weights, length)
            : SixteenLaneDotScalar.Compute(in row, in weights, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ComputeShort<T>(ref readonly T row, ref readonly double weights, int length)
        where T : unmanaged
    {
        Block<T> block = default;
        for (int i = 0; i < length; i++)
        {
            block[i] = Unsafe.Add(ref Unsafe.AsRef(in row), i);
        }

        return ComputeLong(in block[0], in weights, Lanes);
    }

    /// <summary>Value <paramref name="offset"/> of a row, as float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Load<T, TVector, TLanes>(ref readonly T row, nuint offset)
        where T : unmanaged
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        typeof(T) == typeof(float)
            ? TLanes.Load(in Unsafe.As<T, float>(ref Unsafe.AsRef(in row)), offset)
            : TLanes.Load(in Unsafe.As<T, double>(ref Unsafe.AsRef(in row)), offset);

    /// <summary>The first of 16 masks for an incomplete last block: all bits set for the last <paramref name="rest"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref readonly long Mask(int rest) => ref Masks[rest];

    [InlineArray(Lanes)]
    private struct Block<T>
    {
        private T _first;
    }
}
