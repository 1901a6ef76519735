using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Risk.Models.Formats.LightGbm;

/// <summary>Reads numbers as LightGBM prints them: apart by blanks, <c>%.17g</c>, infinities as <c>inf</c>.</summary>
internal static class LightGbmNumbers
{
    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>Reads a list of float64; items that are no numbers are reported and become 0.</summary>
    public static double[] ReadDoubles(ReadOnlySpan<byte> text, FormatProblems problems, int line, string path)
    {
        GrowingArray<double> values = new();
        while (TryTakeWord(ref text, out ReadOnlySpan<byte> word))
        {
            if (!TryParse(word, out double value))
            {
                Report(problems, line, path, values.Count, word, "number");
            }

            values.Add(value);
        }

        return values.ToArray();
    }

    /// <summary>Reads a list of int32; items that are no integers are reported and become 0.</summary>
    public static int[] ReadIntegers(ReadOnlySpan<byte> text, FormatProblems problems, int line, string path)
    {
        GrowingArray<int> values = new();
        while (TryTakeWord(ref text, out ReadOnlySpan<byte> word))
        {
            if (!TryParse(word, out int value))
            {
                Report(problems, line, path, values.Count, word, "integer of 32 bits");
            }

            values.Add(value);
        }

        return values.ToArray();
    }

    /// <summary>Reads a list of uint32; items that are none are reported and become 0.</summary>
    public static uint[] ReadWords(ReadOnlySpan<byte> text, FormatProblems problems, int line, string path)
    {
        GrowingArray<uint> values = new();
        while (TryTakeWord(ref text, out ReadOnlySpan<byte> word))
        {
            if (!Utf8Parser.TryParse(word, out uint value, out int used) || used != word.Length)
            {
                Report(problems, line, path, values.Count, word, "integer of 32 bits without sign");
                value = 0;
            }

            values.Add(value);
        }

        return values.ToArray();
    }

    /// <summary>Reads one integer.</summary>
    public static bool TryParse(ReadOnlySpan<byte> word, out int value)
    {
        bool read = Utf8Parser.TryParse(word, out value, out int used) && used == word.Length;
        value = read ? value : 0;
        return read;
    }

    /// <summary>Reads one float64.</summary>
    public static bool TryParse(ReadOnlySpan<byte> word, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(word, Style, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        bool negative = word.StartsWith("-"u8);
        ReadOnlySpan<byte> name = negative ? word[1..] : word;
        if (name.SequenceEqual("nan"u8))
        {
            value = double.NaN;
            return true;
        }

        bool infinite = name.SequenceEqual("inf"u8);
        value = !infinite ? 0 : negative ? double.NegativeInfinity : double.PositiveInfinity;
        return infinite;
    }

    private static bool TryTakeWord(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word)
    {
        text = text.TrimStart(Blanks);
        int end = text.IndexOfAny(Blanks);
        word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return !word.IsEmpty;
    }

    private static void Report(FormatProblems problems, int line, string path, int index, ReadOnlySpan<byte> word, string wanted)
    {
        string shown = Encoding.UTF8.GetString(word[..Math.Min(word.Length, 40)]);
        problems.ErrorAt(line, "RM021", string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), $"'{shown}' is no {wanted}.");
    }
}
