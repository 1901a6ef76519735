using Risk.Rules.Binding;
using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>Makes nodes that were never written, and refuses what no source could say.</summary>
internal static class SyntaxMaker
{
    public static CallSyntax Call(string name, params ReadOnlySpan<ExpressionSyntax> arguments) => new(name, new SyntaxList<ExpressionSyntax>(arguments.ToArray()), SourceSpan.None);

    public static ComparisonSyntax Compare(ComparisonOperator comparison, RuleValue left, RuleValue right) =>
        new(comparison, left.Syntax, right.Syntax, SourceSpan.None);

    public static MembershipSyntax In(RuleValue operand, bool isNegated, ReadOnlySpan<string> texts)
    {
        var items = new ExpressionSyntax[texts.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Text(texts[i]);
        }

        return new MembershipSyntax(operand.Syntax, isNegated, new SyntaxList<ExpressionSyntax>(items), null, SourceSpan.None, SourceSpan.None);
    }

    public static MembershipSyntax In(RuleValue operand, bool isNegated, ReadOnlySpan<double> numbers)
    {
        var items = new ExpressionSyntax[numbers.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Number(numbers[i]);
        }

        return new MembershipSyntax(operand.Syntax, isNegated, new SyntaxList<ExpressionSyntax>(items), null, SourceSpan.None, SourceSpan.None);
    }

    public static MembershipSyntax InList(RuleValue operand, bool isNegated, string list) =>
        new(operand.Syntax, isNegated, [], Name(list, nameof(list)), SourceSpan.None, SourceSpan.None);

    public static TextSyntax Text(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.AsSpan().ContainsAnyInRange('\0', '\b') || value.AsSpan().ContainsAnyInRange('\n', '\u001F') || HasHalfCharacter(value))
        {
            throw new ArgumentException("A text of a rule holds no line breaks, control characters or halves of characters.", nameof(value));
        }

        return new TextSyntax(value, SourceSpan.None);
    }

    public static NumberSyntax Number(double value) => double.IsFinite(value)
        ? new NumberSyntax(value, SourceSpan.None)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A number of a rule is finite.");

    public static DurationSyntax Duration(TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A window lasts whole seconds.");
        }

        long seconds = value.Ticks / TimeSpan.TicksPerSecond;
        foreach (char unit in "dhm")
        {
            long length = DurationSyntax.SecondsPer(unit);
            if (seconds % length == 0)
            {
                return new DurationSyntax(seconds / length, unit, SourceSpan.None);
            }
        }

        return new DurationSyntax(seconds, 's', SourceSpan.None);
    }

    public static AttributeSyntax Attribute(string name) => new(Name(name, nameof(name)), IsMetadata: false, SourceSpan.None);

    public static AttributeSyntax Metadata(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (key.AsSpan().IndexOfAny("'\"=<>()@") >= 0 || char.IsWhiteSpace(key[0]) || char.IsWhiteSpace(key[^1]) || key.AsSpan().Count(':') > 1 || key[0] == ':' || key[^1] == ':')
        {
            throw new ArgumentException($"'{key}' can't be a metadata key in a rule.", nameof(key));
        }

        _ = Text(key);
        return new AttributeSyntax(key, IsMetadata: true, SourceSpan.None);
    }

    /// <summary>A name as attributes, labels and lists have it.</summary>
    public static string Name(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        bool isName = IsNameCharacter(name[0]) && IsNameCharacter(name[^1]);
        for (int i = 1; i < name.Length && isName; i++)
        {
            isName = IsNameCharacter(name[i]) || (name[i] is '-' or '.' && IsNameCharacter(name[i - 1]));
        }

        return isName ? name : throw new ArgumentException($"'{name}' is not a name: letters, digits and '_', with single '-' and '.' between them.", parameter);
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool HasHalfCharacter(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogate(value[i]))
            {
                if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }
}
