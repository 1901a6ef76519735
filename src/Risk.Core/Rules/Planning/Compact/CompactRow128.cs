using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Rules.Planning;

/// <summary>Four vectors of 128 bits.</summary>
internal readonly struct CompactRow128(Vector128<ulong> first, Vector128<ulong> second, Vector128<ulong> third, Vector128<ulong> fourth) : ICompactRow<CompactRow128>
{
    private readonly Vector128<ulong> _first = first;
    private readonly Vector128<ulong> _second = second;
    private readonly Vector128<ulong> _third = third;
    private readonly Vector128<ulong> _fourth = fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompactRow128 Load(ref ulong row) =>
        new(Vector128.LoadUnsafe(ref row), Vector128.LoadUnsafe(ref row, 2), Vector128.LoadUnsafe(ref row, 4), Vector128.LoadUnsafe(ref row, 6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompactRow128 And(CompactRow128 left, ref ulong row) => new(
        left._first & Vector128.LoadUnsafe(ref row),
        left._second & Vector128.LoadUnsafe(ref row, 2),
        left._third & Vector128.LoadUnsafe(ref row, 4),
        left._fourth & Vector128.LoadUnsafe(ref row, 6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(CompactRow128 row, ref ulong target)
    {
        row._first.StoreUnsafe(ref target);
        row._second.StoreUnsafe(ref target, 2);
        row._third.StoreUnsafe(ref target, 4);
        row._fourth.StoreUnsafe(ref target, 6);
    }
}
