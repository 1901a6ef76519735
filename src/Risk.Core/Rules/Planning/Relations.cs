using System.Runtime.CompilerServices;
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

    /// <summary>Equal or different, by the rules of the attributes' kind.</summary>
    public static int OfTexts(AttributeRow row, int first, int second)
    {
        if (row.Codes[first] == TextCode.Missing || row.Codes[second] == TextCode.Missing)
        {
            return 0;
        }

        return AreEqual(row, first, second) ? StateSet.Equal : StateSet.Different;
    }

    /// <summary>Whether two texts that are present are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(AttributeRow row, int first, int second)
    {
        TextKey left = row.Keys[first];
        return left == row.Keys[second] && (left.IsExact || AreEqualLong(row, first, second));
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
