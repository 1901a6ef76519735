using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Rules.Planning;

/// <summary>512-bit vectors.</summary>
internal readonly struct MaskVectors512 : IMaskVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountReached(ref double bounds, int blocks, double value)
    {
        Vector512<double> wanted = Vector512.Create(value);
        int count = BitOperations.PopCount(Vector512.GreaterThanOrEqual(wanted, Vector512.LoadUnsafe(ref bounds)).ExtractMostSignificantBits());
        for (int i = 1; i < blocks; i++)
        {
            count += BitOperations.PopCount(Vector512.GreaterThanOrEqual(wanted, Vector512.LoadUnsafe(ref bounds, (nuint)i * 8)).ExtractMostSignificantBits());
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void And(ref ulong rows, ref ulong first, ref int offsets, int count, ref ulong result, int words)
    {
        int word = 0;
        for (; word + 32 <= words; word += 32)
        {
            Vector512<ulong> a = Vector512.LoadUnsafe(ref first, (nuint)word);
            Vector512<ulong> b = Vector512.LoadUnsafe(ref first, (nuint)word + 8);
            Vector512<ulong> c = Vector512.LoadUnsafe(ref first, (nuint)word + 16);
            Vector512<ulong> d = Vector512.LoadUnsafe(ref first, (nuint)word + 24);
            for (int i = 0; i < count; i++)
            {
                ref ulong row = ref Unsafe.Add(ref rows, Unsafe.Add(ref offsets, i) + word);
                a &= Vector512.LoadUnsafe(ref row);
                b &= Vector512.LoadUnsafe(ref row, 8);
                c &= Vector512.LoadUnsafe(ref row, 16);
                d &= Vector512.LoadUnsafe(ref row, 24);
            }

            a.StoreUnsafe(ref result, (nuint)word);
            b.StoreUnsafe(ref result, (nuint)word + 8);
            c.StoreUnsafe(ref result, (nuint)word + 16);
            d.StoreUnsafe(ref result, (nuint)word + 24);
        }

        for (; word + 16 <= words; word += 16)
        {
            Vector512<ulong> a = Vector512.LoadUnsafe(ref first, (nuint)word);
            Vector512<ulong> b = Vector512.LoadUnsafe(ref first, (nuint)word + 8);
            for (int i = 0; i < count; i++)
            {
                ref ulong row = ref Unsafe.Add(ref rows, Unsafe.Add(ref offsets, i) + word);
                a &= Vector512.LoadUnsafe(ref row);
                b &= Vector512.LoadUnsafe(ref row, 8);
            }

            a.StoreUnsafe(ref result, (nuint)word);
            b.StoreUnsafe(ref result, (nuint)word + 8);
        }

        for (; word < words; word += 8)
        {
            Vector512<ulong> a = Vector512.LoadUnsafe(ref first, (nuint)word);
            for (int i = 0; i < count; i++)
            {
                a &= Vector512.LoadUnsafe(ref rows, (nuint)(uint)(Unsafe.Add(ref offsets, i) + word));
            }

            a.StoreUnsafe(ref result, (nuint)word);
        }
    }
}
