using System.Runtime.CompilerServices;

namespace Risk.Rules.Planning;

/// <summary>No vectors: the law for the others.</summary>
internal readonly struct CompactRowScalar : ICompactRow<CompactRowScalar>
{
    private readonly Words _words;

    private CompactRowScalar(Words words) => _words = words;

    public static CompactRowScalar Load(ref ulong row) => new(Unsafe.As<ulong, Words>(ref row));

    public static CompactRowScalar And(CompactRowScalar left, ref ulong row)
    {
        Words words = left._words;
        for (int i = 0; i < MaskPlan.CompactRowWords; i++)
        {
            words[i] &= Unsafe.Add(ref row, i);
        }

        return new CompactRowScalar(words);
    }

    public static void Store(CompactRowScalar row, ref ulong target) => Unsafe.As<ulong, Words>(ref target) = row._words;

    [InlineArray(MaskPlan.CompactRowWords)]
    private struct Words
    {
        private ulong _first;
    }
}
