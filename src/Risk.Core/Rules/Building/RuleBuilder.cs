using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>What a rule of the fluent form may have besides label, action and condition.</summary>
public sealed class RuleBuilder
{
    private string? _because;
    private string? _reason;
    private bool _isShadow;
    private int? _share;
    private AttributeSyntax? _shareKey;

    internal RuleBuilder()
    {
    }

    /// <summary>The reason in words.</summary>
    public RuleBuilder Because(string text)
    {
        _because = SyntaxMaker.Text(text).Value;
        return this;
    }

    /// <summary>A reason code of the user's own.</summary>
    public RuleBuilder Reason(string code)
    {
        _reason = SyntaxMaker.Text(code).Value;
        return this;
    }

    /// <summary>Evaluated and reported, and never decides.</summary>
    public RuleBuilder Shadow()
    {
        _isShadow = true;
        return this;
    }

    /// <summary>Acts on a stable share of the keys only.</summary>
    /// <param name="percent">More than 0, at most 100, in steps of 0.01.</param>
    /// <param name="key">The attribute whose values are shared out.</param>
    public RuleBuilder RollOut(decimal percent, string key)
    {
        decimal hundredths = percent * 100;
        if (hundredths is < 1 or > 10_000 || hundredths != decimal.Truncate(hundredths))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A share is more than 0 and at most 100 percent, in steps of 0.01.");
        }

        _share = (int)hundredths;
        _shareKey = SyntaxMaker.Attribute(key);
        return this;
    }

    internal RuleSyntax Build(string? label, RuleAction action, double points, RuleCondition condition) =>
        new(label, action, condition.Syntax, SourceSpan.None)
        {
            Points = points,
            Because = _because,
            Reason = _reason,
            IsShadow = _isShadow,
            Share = _share,
            ShareKey = _shareKey,
        };
}
