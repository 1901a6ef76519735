using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Rules.Planning;

/// <summary>128-bit vectors.</summary>
internal readonly struct MaskVectors128 : IMaskVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountReached(ref double bounds, int blocks, double value)
    {
        // Each true lane is minus one: the sum of lanes is minus the count.
        Vector128<double> wanted = Vector128.Create(value);
        Vector128<long> count = Vector128<long>.Zero;
        for (int i = 0; i < blocks * 8; i += 2)
        {
            count -= Vector128.GreaterThanOrEqual(wanted, Vector128.LoadUnsafe(ref bounds, (nuint)i)).AsInt64();
        }

        return (int)(count.ToScalar() + count.GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void And(ref ulong rows, ref ulong first, ref int offsets, int count, ref ulong result, int words)
    {
        for (int word = 0; word < words; word += 8)
        {
            Vector128<ulong> a = Vector128.LoadUnsafe(ref first, (nuint)word);
            Vector128<ulong> b = Vector128.LoadUnsafe(ref first, (nuint)word + 2);
            Vector128<ulong> c = Vector128.LoadUnsafe(ref first, (nuint)word + 4);
            Vector128<ulong> d = Vector128.LoadUnsafe(ref first, (nuint)word + 6);
            for (int i = 0; i < count; i++)
            {
                ref ulong row = ref Unsafe.Add(ref rows, Unsafe.Add(ref offsets, i) + word);
                a &= Vector128.LoadUnsafe(ref row);
                b &= Vector128.LoadUnsafe(ref row, 2);
                c &= Vector128.LoadUnsafe(ref row, 4);
                d &= Vector128.LoadUnsafe(ref row, 6);
            }

            a.StoreUnsafe(ref result, (nuint)word);
            b.StoreUnsafe(ref result, (nuint)word + 2);
            c.StoreUnsafe(ref result, (nuint)word + 4);
            d.StoreUnsafe(ref result, (nuint)word + 6);
        }
    }
}
