using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Rules.Planning;

/// <summary>256-bit vectors.</summary>
internal readonly struct MaskVectors256 : IMaskVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountReached(ref double bounds, int blocks, double value)
    {
        Vector256<double> wanted = Vector256.Create(value);
        int count = 0;
        for (int i = 0; i < blocks; i++)
        {
            uint low = Vector256.GreaterThanOrEqual(wanted, Vector256.LoadUnsafe(ref bounds, (nuint)i * 8)).ExtractMostSignificantBits();
            uint high = Vector256.GreaterThanOrEqual(wanted, Vector256.LoadUnsafe(ref bounds, ((nuint)i * 8) + 4)).ExtractMostSignificantBits();
            count += BitOperations.PopCount(low | (high << 4));
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void And(ref ulong rows, ref ulong first, ref int offsets, int count, ref ulong result, int words)
    {
        for (int word = 0; word < words; word += 8)
        {
            Vector256<ulong> a = Vector256.LoadUnsafe(ref first, (nuint)word);
            Vector256<ulong> b = Vector256.LoadUnsafe(ref first, (nuint)word + 4);
            for (int i = 0; i < count; i++)
            {
                ref ulong row = ref Unsafe.Add(ref rows, Unsafe.Add(ref offsets, i) + word);
                a &= Vector256.LoadUnsafe(ref row);
                b &= Vector256.LoadUnsafe(ref row, 4);
            }

            a.StoreUnsafe(ref result, (nuint)word);
            b.StoreUnsafe(ref result, (nuint)word + 4);
        }
    }
}
