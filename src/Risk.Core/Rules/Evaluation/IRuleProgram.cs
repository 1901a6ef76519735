using Risk.Events;

namespace Risk.Rules.Evaluation;

/// <summary>
/// A rule set made ready for one layout. One strategy each: the reference tree walker (the law), the plain evaluator for a
/// handful of rules, the planned one for many. All give the same truths.
/// </summary>
internal interface IRuleProgram
{
    /// <summary>The number of rules.</summary>
    int RuleCount { get; }

    /// <summary>The strategy's name, as the environment switch spells it.</summary>
    string Strategy { get; }

    /// <summary>
    /// Evaluates every rule on a row: sets bit r of <paramref name="matched"/> when rule r is true, and bit r of
    /// <paramref name="undetermined"/> when it is unknown (skipped when that span is empty).
    /// </summary>
    /// <param name="row">A filled row, computed columns included.</param>
    /// <param name="matched">⌈RuleCount / 64⌉ words; overwritten.</param>
    /// <param name="undetermined">⌈RuleCount / 64⌉ words or empty; overwritten.</param>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
    void Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined);
}
