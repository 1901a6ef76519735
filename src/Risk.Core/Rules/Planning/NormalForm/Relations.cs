using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Events;
using Risk.Internals;

namespace Risk.Rules.Planning;

/// <summary>How two attributes of a row relate: the bits of <see cref="StateSet"/>, or 0 when either is missing.</summary>
internal static class Relations
{
    /// <summary>Less, equal or greater.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OfNumbers(AttributeRow row, int first, int second)
    {
        double left = row.Numbers[first];
        double right = row.Numbers[second];
        return left < right ? StateSet.Less : left > right ? StateSet.Greater : left == right ? StateSet.Equal : 0;
    }

    /// <summary>1 when the first is less, 2 when they are equal, 3 when it is greater, 0 when either is NaN; without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OrderCell(double first, double second)
    {
        Vector128<double> left = Vector128.CreateScalarUnsafe(first);
        Vector128<double> right = Vector128.CreateScalarUnsafe(second);
        Vector128<long> cell = (Vector128.LessThanOrEqual(left, right).AsInt64() & Vector128.Create(1L))
            + (Vector128.GreaterThanOrEqual(left, right).AsInt64() & Vector128.Create(1L))
            + (Vector128.GreaterThan(left, right).AsInt64() & Vector128.Create(2L));
        return (int)cell.ToScalar();
    }

    /// <summary>Equal or different, by the rules of the attributes' kind.</summary>
    public static int OfTexts(AttributeRow row, int first, int second)
    {
        if (row.Codes[first] == TextCode.Missing || row.Codes[second] == TextCode.Missing)
        {
            return 0;
        }

        return AreEqual(row, first, second) ? StateSet.Equal : StateSet.Different;
    }

    /// <summary>1 when two texts are equal, 2 when they differ, 0 when either is missing; without a branch on short texts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EqualityCell(AttributeRow row, int first, int second)
    {
        // Codes of present texts are positive.
        ref int codes = ref MemoryMarshal.GetArrayDataReference(row.Codes);
        int bothPresent = (-Unsafe.Add(ref codes, first) & -Unsafe.Add(ref codes, second)) >> 31;
        return (2 - Unsafe.BitCast<bool, byte>(AreEqual(row, first, second))) & bothPresent;
    }

    /// <summary>Whether two texts that are present are equal; anything when one is missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(AttributeRow row, int first, int second)
    {
        ref TextKey keys = ref MemoryMarshal.GetArrayDataReference(row.Keys);
        TextKey left = Unsafe.Add(ref keys, first);
        TextKey right = Unsafe.Add(ref keys, second);
        ulong difference = (left.Low ^ right.Low) | (left.High ^ right.High);
        return (left.High & right.High) == ulong.MaxValue ? AreEqualLong(row, first, second) : difference == 0;
    }

    // No text without an exact key folds to one that has one, so both have none here and both are kept as texts.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AreEqualLong(AttributeRow row, int first, int second)
    {
        row.TryGetText(first, out ReadOnlySpan<char> left);
        row.TryGetText(second, out ReadOnlySpan<char> right);
        bool exact = row.Layout.Columns[first].Kind == AttributeKind.Token;
        return exact ? left.SequenceEqual(right) : TextFold.Equals(left, right);
    }
}
