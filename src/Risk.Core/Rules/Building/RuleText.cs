using Risk.Rules.Binding;
using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>A text, token, country or metadata of the fluent form. A <see cref="string"/> may stand for one.</summary>
public sealed class RuleText : RuleValue
{
    internal RuleText(ExpressionSyntax syntax)
        : base(syntax)
    {
    }

    /// <summary>A text written in the rule.</summary>
    public static implicit operator RuleText(string value) => new(SyntaxMaker.Text(value));

    /// <summary>The texts are equal: with case when either is a token, without case otherwise.</summary>
    public RuleCondition EqualTo(RuleText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new RuleCondition(SyntaxMaker.Compare(ComparisonOperator.Equal, this, other));
    }

    /// <summary>The texts differ.</summary>
    public RuleCondition NotEqualTo(RuleText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new RuleCondition(SyntaxMaker.Compare(ComparisonOperator.NotEqual, this, other));
    }

    /// <summary>The text is one of these.</summary>
    public RuleCondition In(params ReadOnlySpan<string> values) => new(SyntaxMaker.In(this, isNegated: false, values));

    /// <summary>The text is none of these.</summary>
    public RuleCondition NotIn(params ReadOnlySpan<string> values) => new(SyntaxMaker.In(this, isNegated: true, values));

    /// <summary>The text is in a named list.</summary>
    public RuleCondition InList(string list) => new(SyntaxMaker.InList(this, isNegated: false, list));

    /// <summary>The text is not in a named list.</summary>
    public RuleCondition NotInList(string list) => new(SyntaxMaker.InList(this, isNegated: true, list));

    /// <summary>The text contains another anywhere.</summary>
    public RuleCondition Includes(string text) => Match(TextMatchOperator.Includes, text);

    /// <summary>The text fits a pattern in which <c>%</c> stands for any run of characters.</summary>
    public RuleCondition Like(string pattern) => Match(TextMatchOperator.Like, pattern);

    /// <summary>The text starts with another.</summary>
    public RuleCondition StartsWith(string text) => Match(TextMatchOperator.StartsWith, text);

    /// <summary>The text ends with another.</summary>
    public RuleCondition EndsWith(string text) => Match(TextMatchOperator.EndsWith, text);

    /// <summary>A regular expression, run without backtracking, matches somewhere in the text.</summary>
    public RuleCondition Matches(string pattern) => Match(TextMatchOperator.Matches, pattern);

    /// <summary>The text in lower case.</summary>
    public RuleText Lower() => new(SyntaxMaker.Call("lower", Syntax));

    /// <summary>The text in upper case.</summary>
    public RuleText Upper() => new(SyntaxMaker.Call("upper", Syntax));

    /// <summary>The text without white space at its ends.</summary>
    public RuleText Trim() => new(SyntaxMaker.Call("trim", Syntax));

    /// <summary>The domain of an e-mail address or URL.</summary>
    public RuleText Domain() => new(SyntaxMaker.Call("domain", Syntax));

    /// <summary>The number of characters.</summary>
    public RuleNumber Length() => new(SyntaxMaker.Call("length", Syntax));

    /// <summary>How similar two texts are by Jaro-Winkler, 0 to 1.</summary>
    public RuleNumber SimilarityTo(RuleText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new RuleNumber(SyntaxMaker.Call("similarity", Syntax, other.Syntax));
    }

    /// <summary>The text, an IP address, lies in one of the networks, such as <c>10.0.0.0/8</c>.</summary>
    public RuleCondition InNetwork(params ReadOnlySpan<string> networks)
    {
        var arguments = new ExpressionSyntax[networks.Length + 1];
        arguments[0] = Syntax;
        for (int i = 0; i < networks.Length; i++)
        {
            arguments[i + 1] = SyntaxMaker.Text(networks[i]);
        }

        return new RuleCondition(SyntaxMaker.Call("in_cidr", arguments));
    }

    /// <summary>The text, or another when it is missing.</summary>
    public RuleText OrElse(RuleText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new RuleText(SyntaxMaker.Call("coalesce", Syntax, other.Syntax));
    }

    private RuleCondition Match(TextMatchOperator match, string pattern) =>
        new(new TextMatchSyntax(match, Syntax, IsNegated: false, SyntaxMaker.Text(pattern), SourceSpan.None));
}
