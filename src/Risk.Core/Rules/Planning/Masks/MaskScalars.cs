using System.Runtime.CompilerServices;

namespace Risk.Rules.Planning;

/// <summary>No vectors: the law for the others.</summary>
internal readonly struct MaskScalars : IMaskVectors
{
    public static int CountReached(ref double bounds, int blocks, double value)
    {
        int count = 0;
        for (int i = 0; i < blocks * 8; i++)
        {
            count += value >= Unsafe.Add(ref bounds, i) ? 1 : 0;
        }

        return count;
    }

    public static void And(ref ulong rows, ref ulong first, ref int offsets, int count, ref ulong result, int words)
    {
        for (int word = 0; word < words; word++)
        {
            ulong mask = Unsafe.Add(ref first, word);
            for (int i = 0; i < count; i++)
            {
                mask &= Unsafe.Add(ref rows, Unsafe.Add(ref offsets, i) + word);
            }

            Unsafe.Add(ref result, word) = mask;
        }
    }
}
