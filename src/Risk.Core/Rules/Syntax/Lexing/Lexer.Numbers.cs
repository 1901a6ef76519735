using System.Globalization;
using Risk.Rules.Diagnostics;

namespace Risk.Rules.Syntax;

internal sealed partial class Lexer
{
    private void Number()
    {
        int start = _position;
        int end = SkipDigits(start);
        bool isWhole = true;
        if (end + 1 < _text.Length && _text[end] == '.' && char.IsAsciiDigit(_text[end + 1]))
        {
            isWhole = false;
            end = SkipDigits(end + 1);
        }

        int exponent = end;
        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            int digits = end + 1 < _text.Length && _text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            int digitsEnd = SkipDigits(digits);
            end = digitsEnd > digits ? digitsEnd : end;
        }

        int wordEnd = SkipWord(end);
        if (wordEnd == end)
        {
            Add(TokenKind.Number, start, end, null);
            return;
        }

        ReadOnlySpan<char> suffix = _text.AsSpan(end, wordEnd - end);
        if (isWhole && exponent == end && suffix is "s" or "m" or "h" or "d" or "S" or "M" or "H" or "D")
        {
            Add(TokenKind.Duration, start, wordEnd, null);
            return;
        }

        Suffixed(start, end, wordEnd);
    }

    /// <summary>Digits with letters behind them: a 3DS, a unit the language lacks, a separator, or a slip.</summary>
    private void Suffixed(int start, int end, int wordEnd)
    {
        ReadOnlySpan<char> number = _text.AsSpan(start, end - start);
        string suffix = _text[end..wordEnd];
        if (number is "3" && suffix.Equals("ds", StringComparison.OrdinalIgnoreCase))
        {
            Add(TokenKind.Word, start, wordEnd, Intern(_text.AsSpan(start, wordEnd - start)));
            return;
        }

        if (suffix.StartsWith('_') && suffix.Trim('_').Replace("_", "", StringComparison.Ordinal).All(char.IsAsciiDigit))
        {
            string plain = number.ToString() + suffix.Replace("_", "", StringComparison.Ordinal);
            Error(RuleDiagnosticCodes.ThousandsSeparator, start, wordEnd, "numbers have no separators", Fix.Write(plain));
            Add(TokenKind.Number, start, wordEnd, plain);
            return;
        }

        if (SuggestDuration(number, suffix) is { } duration)
        {
            Error(
                RuleDiagnosticCodes.MalformedDuration, start, wordEnd, "a duration is a whole number and one of 's', 'm', 'h' and 'd'", Fix.Write(duration));
            Add(TokenKind.Duration, start, wordEnd, duration);
            return;
        }

        string? fix = suffix.ToUpperInvariant() switch
        {
            "K" => $"write {number}000",
            "USD" or "EUR" or "GBP" or "JPY" or "CAD" or "AUD" or "CHF" => $"write {number}, and pick the attribute of the currency, such as ':amount_in_{suffix.ToLowerInvariant()}:'",
            _ => suffix.Length > 40 ? null : $"write {number}, or '{number}{suffix}' if it is a text",
        };
        Error(RuleDiagnosticCodes.MalformedNumber, start, wordEnd, $"'{_text.AsSpan(start, Math.Min(wordEnd - start, 40))}' is not a number", fix);
        Add(TokenKind.Number, start, wordEnd, number.ToString());
    }

    private static string? SuggestDuration(ReadOnlySpan<char> number, string suffix)
    {
        double seconds = suffix.ToUpperInvariant() switch
        {
            "S" or "SEC" or "SECS" or "SECOND" or "SECONDS" => 1,
            "M" or "MIN" or "MINS" or "MINUTE" or "MINUTES" => DurationSyntax.SecondsPerMinute,
            "H" or "HR" or "HRS" or "HOUR" or "HOURS" => DurationSyntax.SecondsPerHour,
            "D" or "DAY" or "DAYS" => DurationSyntax.SecondsPerDay,
            "W" or "WK" or "WEEK" or "WEEKS" => 7 * DurationSyntax.SecondsPerDay,
            "MO" or "MONTH" or "MONTHS" => 30 * DurationSyntax.SecondsPerDay,
            "Y" or "YR" or "YEAR" or "YEARS" => 365 * DurationSyntax.SecondsPerDay,
            _ => 0,
        };
        if (seconds == 0 || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount))
        {
            return null;
        }

        double total = Math.Round(amount * seconds);
        if (total is not (> 0 and < long.MaxValue))
        {
            return null;
        }

        foreach (char unit in "dhm")
        {
            if (total % DurationSyntax.SecondsPer(unit) == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{total / DurationSyntax.SecondsPer(unit):0}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{total:0}s");
    }

    private int SkipDigits(int position)
    {
        while (position < _text.Length && char.IsAsciiDigit(_text[position]))
        {
            position++;
        }

        return position;
    }
}
