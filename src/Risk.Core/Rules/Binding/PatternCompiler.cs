using System.Text.RegularExpressions;

namespace Risk.Rules.Binding;

/// <summary>
/// Compiles the regular expressions of <c>matches</c> for the engine that never backtracks, and refuses those whose
/// automaton would be too large, before it is built.
/// </summary>
internal static class PatternCompiler
{
    private const int LongestPattern = 1_000;
    private const long LargestAutomaton = 10_000;

    /// <summary>The regular expression, or null with the problem in plain words.</summary>
    public static Regex? Compile(string pattern, bool ignoreCase, out string? problem)
    {
        if (pattern.Length > LongestPattern)
        {
            problem = $"it is longer than {LongestPattern} characters";
            return null;
        }

        if (SizeOf(pattern) > LargestAutomaton)
        {
            problem = "its counted repetitions multiply to more states than are allowed; lower the counts";
            return null;
        }

        try
        {
            problem = null;
            RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
            return new Regex(pattern, options);
        }
        catch (RegexParseException exception)
        {
            problem = Plain(exception.Error, exception.Offset);
        }
        catch (NotSupportedException)
        {
            problem = "look-around, back references and atomic groups are not supported";
        }
        catch (ArgumentException)
        {
            problem = "it is malformed";
        }

        return null;
    }

    private static string Plain(RegexParseError error, int offset)
    {
        string what = error switch
        {
            RegexParseError.InsufficientClosingParentheses => "a '(' is not closed",
            RegexParseError.InsufficientOpeningParentheses => "a ')' was never opened",
            RegexParseError.UnterminatedBracket => "a '[' is not closed",
            RegexParseError.QuantifierAfterNothing => "a repetition has nothing to repeat",
            RegexParseError.NestedQuantifiersNotParenthesized => "two repetitions follow each other",
            RegexParseError.ReversedCharacterRange => "a range of characters is reversed",
            RegexParseError.ReversedQuantifierRange => "a repetition's ends are reversed",
            RegexParseError.UnescapedEndingBackslash => "it ends in a backslash",
            RegexParseError.UnrecognizedEscape => "a backslash stands before a character it does not belong to",
            _ => "it is malformed",
        };
        return $"{what} at position {Math.Max(offset, 1)}";
    }

    /// <summary>
    /// An upper bound of the characters a pattern stands for once its counted repetitions are written out. Nested counts
    /// multiply: <c>(a{1000}){1000}</c> is a million.
    /// </summary>
    private static long SizeOf(string pattern)
    {
        var open = new Stack<long>();
        long total = 0;
        long atom = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    total += atom;
                    atom = 1;
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    total += atom;
                    atom = 1;
                    break;
                case '(':
                    open.Push(total + atom);
                    total = 0;
                    atom = 0;
                    break;
                case ')':
                    atom = total + atom;
                    total = open.Count > 0 ? open.Pop() : 0;
                    break;
                case '{' when TryReadCount(pattern, i, out int end, out long count):
                    atom = Math.Min(Math.Max(atom, 1) * Math.Max(count, 1), LargestAutomaton * 10);
                    i = end;
                    break;
                case '*' or '+' or '?':
                    break;
                default:
                    total += atom;
                    atom = 1;
                    break;
            }

            if (total > LargestAutomaton * 10)
            {
                return total;
            }
        }

        return total + atom + open.Sum();
    }

    private static int EndOfClass(string pattern, int start)
    {
        for (int i = start + 1; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == ']' && i > start + 1)
            {
                return i;
            }
        }

        return pattern.Length - 1;
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> and <c>{n,m}</c>.</summary>
    private static bool TryReadCount(string pattern, int start, out int end, out long count)
    {
        end = pattern.IndexOf('}', start);
        count = 0;
        if (end < 0)
        {
            return false;
        }

        long number = 0;
        bool hasDigit = false;
        for (int i = start + 1; i < end; i++)
        {
            char c = pattern[i];
            if (char.IsAsciiDigit(c))
            {
                number = Math.Min((number * 10) + c - '0', LargestAutomaton * 10);
                hasDigit = true;
            }
            else if (c == ',' && hasDigit)
            {
                count = number;
                number = 0;
            }
            else
            {
                return false;
            }
        }

        count = Math.Max(count, number);
        return hasDigit;
    }
}
