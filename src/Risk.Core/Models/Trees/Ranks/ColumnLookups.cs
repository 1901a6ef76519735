using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Models.Trees;

/// <summary>A table of 64 bytes: one permutation.</summary>
internal readonly struct ColumnLookup64 : IColumnLookup
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> At(
        Vector512<byte> index, Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth) =>
        Avx512Vbmi.PermuteVar64x8(first, index);
}

/// <summary>A table of 128 bytes: one permutation of two registers.</summary>
internal readonly struct ColumnLookup128 : IColumnLookup
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> At(
        Vector512<byte> index, Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth) =>
        Avx512Vbmi.PermuteVar64x8x2(first, index, second);
}

/// <summary>A table of 256 bytes: both halves, of which the index's highest bit takes one.</summary>
internal readonly struct ColumnLookup256 : IColumnLookup
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> At(
        Vector512<byte> index, Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth) =>
        Vector512.ConditionalSelect(
            Vector512.LessThan(index.AsSByte(), Vector512<sbyte>.Zero).AsByte(),
            Avx512Vbmi.PermuteVar64x8x2(third, index, fourth),
            Avx512Vbmi.PermuteVar64x8x2(first, index, second));
}
