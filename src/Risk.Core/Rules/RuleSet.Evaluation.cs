using Risk.Events;
using Risk.Rules;
using Risk.Rules.Selection;
using Risk.Velocity;

namespace Risk;

public sealed partial class RuleSet
{
    /// <summary>Compiles the rules for use on their own. Allocates; make one and keep it.</summary>
    /// <param name="windows">Where windowed aggregates come from; without it they are missing.</param>
    /// <param name="explain">True when <see cref="RuleEvaluator.Explain"/> will be called: rows then keep the characters of texts.</param>
    /// <exception cref="RiskFormatException">A window names an attribute of the wrong kind.</exception>
    public RuleEvaluator CreateEvaluator(IWindowProvider? windows = null, bool explain = false) => new(this, windows, explain);

    /// <summary>Compiles the rules as a part of something larger, such as a scorer, whose layout is being built.</summary>
    internal CompiledRules Compile(AttributeLayoutBuilder layout, bool explain = false) => new(this, layout, explain);
}
