using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>A value or condition of the fluent form: the same tree that the parser builds from text.</summary>
public abstract class RuleValue
{
    private protected RuleValue(ExpressionSyntax syntax) => Syntax = syntax;

    internal ExpressionSyntax Syntax { get; }

    /// <summary>True when the value is missing; never unknown.</summary>
    public RuleCondition IsMissing() => new(SyntaxMaker.Call("is_missing", Syntax));

    /// <summary>True when the value is there; never unknown.</summary>
    public RuleCondition Exists() => new(SyntaxMaker.Call("exists", Syntax));

    /// <summary>Canonical source.</summary>
    public sealed override string ToString() => Syntax.ToString();
}
