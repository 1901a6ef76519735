using Risk.Rules.Analysis;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk;

public sealed partial class RuleSet
{
    /// <summary>
    /// Looks for rules that can't do what their author meant: never true, always true, the same as another one, or covered by
    /// one that decides first. Every warning is certain; not every such rule is found. Allocates; for checks, not for serving.
    /// </summary>
    /// <returns>Warnings RR080 to RR083 in the order of their places.</returns>
    public IReadOnlyList<RiskDiagnostic> Analyze()
    {
        var bag = new RuleDiagnosticBag(new SourceText(Bound.Source, null), int.MaxValue);
        RuleAnalyzer.Analyze(Bound, bag);
        return bag.ToList();
    }
}
