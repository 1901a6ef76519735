namespace Risk.Velocity;

/// <summary>
/// Counts distinct values in 2,048 bytes: the first eleven bits of a value's hash choose a register, which keeps the largest number of leading zeros of the other bits,
/// plus one. The registers of a union are the maxima of both. The estimate is that of O. Ertl, New cardinality estimation algorithms for HyperLogLog sketches (2017),
/// algorithm 6, which has no bias to correct at any size; its standard error is 1.04 / √2048 = 2.3 %.
/// </summary>
/// <remarks>
/// Hashes are those of the store's values (a fixed hash of the folded text or the number), mixed once more by the finisher of SplitMix64: the same on every machine, and
/// stored in files. Only sums, products and square roots are taken, in a fixed order, so the same registers give the same bits everywhere.
/// </remarks>
internal static class HyperLogLog
{
    /// <summary>How many bits of a hash choose a register.</summary>
    public const int Precision = 11;

    /// <summary>The number of registers, a byte each.</summary>
    public const int Registers = 1 << Precision;

    private const int RankBits = 64 - Precision;

    // 1 / (2 ln 2).
    private const double Alpha = 0.7213475204444817;

    /// <summary>The register of a value, and what it must be at least.</summary>
    public static (int Register, byte Rank) Place(ulong value)
    {
        ulong hash = Mix(value);
        int zeros = System.Numerics.BitOperations.LeadingZeroCount(hash << Precision);
        return ((int)(hash >> RankBits), (byte)(Math.Min(zeros, RankBits) + 1));
    }

    /// <summary>The estimated number of values, a whole number.</summary>
    public static double Estimate(ReadOnlySpan<byte> registers)
    {
        Span<int> counts = stackalloc int[RankBits + 2];
        counts.Clear();
        foreach (byte rank in registers)
        {
            counts[Math.Min((int)rank, RankBits + 1)]++;
        }

        double z = Registers * Tau(1 - ((double)counts[RankBits + 1] / Registers));
        for (int rank = RankBits; rank >= 1; rank--)
        {
            z = 0.5 * (z + counts[rank]);
        }

        z += Registers * Sigma((double)counts[0] / Registers);
        return Math.Round(Alpha * Registers * Registers / z);
    }

    private static double Sigma(double x)
    {
        if (x == 1)
        {
            return double.PositiveInfinity;
        }

        double y = 1;
        double z = x;
        double before;
        do
        {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }
        while (z != before);

        return z;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1)
        {
            return 0;
        }

        double y = 1;
        double z = 1 - x;
        double before;
        do
        {
            x = Math.Sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }
        while (z != before);

        return z / 3;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
