using System.Runtime.CompilerServices;

namespace Risk.Internals;

/// <summary>
/// The case folding of attributes that compare without case: the simple upper-case mapping of each UTF-16 unit.
/// U+0131 (dotless i) and U+017F (long s) keep themselves, because the runtime maps them to ASCII in
/// invariant-globalization mode only, and the same event must compare the same in every process.
/// </summary>
internal static class TextFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Fold(char value) =>
        value < 128
            ? (uint)(value - 'a') <= 'z' - 'a' ? (char)(value & ~0x20) : value
            : FoldWide(value);

    /// <summary>Compares without case, unit by unit.</summary>
    public static bool Equals(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && Fold(left[i]) != Fold(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static char FoldWide(char value) => value is '\u0131' or '\u017F' ? value : char.ToUpperInvariant(value);
}
