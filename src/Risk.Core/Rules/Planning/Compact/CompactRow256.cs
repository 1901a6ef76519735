using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Rules.Planning;

/// <summary>Two vectors of 256 bits.</summary>
internal readonly struct CompactRow256(Vector256<ulong> certain, Vector256<ulong> possible) : ICompactRow<CompactRow256>
{
    private readonly Vector256<ulong> _certain = certain;
    private readonly Vector256<ulong> _possible = possible;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompactRow256 Load(ref ulong row) => new(Vector256.LoadUnsafe(ref row), Vector256.LoadUnsafe(ref row, 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompactRow256 And(CompactRow256 left, ref ulong row) =>
        new(left._certain & Vector256.LoadUnsafe(ref row), left._possible & Vector256.LoadUnsafe(ref row, 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(CompactRow256 row, ref ulong target)
    {
        row._certain.StoreUnsafe(ref target);
        row._possible.StoreUnsafe(ref target, 4);
    }
}
