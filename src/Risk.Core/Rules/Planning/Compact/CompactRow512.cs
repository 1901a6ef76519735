using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Rules.Planning;

/// <summary>One vector of 512 bits.</summary>
internal readonly struct CompactRow512(Vector512<ulong> words) : ICompactRow<CompactRow512>
{
    private readonly Vector512<ulong> _words = words;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompactRow512 Load(ref ulong row) => new(Vector512.LoadUnsafe(ref row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompactRow512 And(CompactRow512 left, ref ulong row) => new(left._words & Vector512.LoadUnsafe(ref row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(CompactRow512 row, ref ulong target) => row._words.StoreUnsafe(ref target);
}
