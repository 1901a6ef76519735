using Risk.Events;
using Risk.Rules.Selection;
using Risk.Velocity;

namespace Risk.Rules;

/// <summary>
/// Evaluates a rule set on its own, without a scorer: fill a row, evaluate it. Made by
/// <see cref="RuleSet.CreateEvaluator"/>; immutable and safe for any number of threads, each with its own row and matches.
/// </summary>
public sealed class RuleEvaluator
{
    private readonly CompiledRules _compiled;

    internal RuleEvaluator(RuleSet rules, IWindowProvider? windows, bool explain)
    {
        var builder = new AttributeLayoutBuilder(rules.Schema);
        Windows = windows is null || rules.Bound.Windows.Count == 0 ? null : windows.Compile(rules.Bound.Windows, builder);
        _compiled = new CompiledRules(rules, builder, explain);
        Layout = builder.Build();
    }

    /// <summary>The rules.</summary>
    public RuleSet Rules => _compiled.Rules;

    /// <summary>What its rows hold.</summary>
    public AttributeLayout Layout { get; }

    /// <summary>Fills the windows the rules read; call it on a filled row before <see cref="Evaluate(AttributeRow, RuleMatches)"/>. Null without windows or a provider: then they are missing.</summary>
    public IWindowReader? Windows { get; }

    /// <summary>The words of 64 bits of a match set.</summary>
    public int WordCount => _compiled.WordCount;

    /// <summary>How the rules are evaluated: the strategy's name.</summary>
    public string Strategy => _compiled.Program.Strategy;

    internal CompiledRules Compiled => _compiled;

    /// <summary>A row to fill, by the positions of <see cref="AttributeLayout.Columns"/>. Allocates; make it once and reuse it.</summary>
    public AttributeRow CreateRow() => Layout.CreateRow();

    /// <summary>Memory for match sets. Allocates; make it once and reuse it.</summary>
    public RuleMatches CreateMatches() => new(_compiled.Program.RuleCount);

    /// <summary>Evaluates every rule on an event.</summary>
    /// <param name="row">A filled row of <see cref="Layout"/>.</param>
    /// <param name="matches">Where the match sets go; made by <see cref="CreateMatches"/>.</param>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows and matches.</remarks>
    public RuleResult Evaluate(AttributeRow row, RuleMatches matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return Evaluate(row, matches.Matched, matches.Undetermined);
    }

    /// <summary>Evaluates every rule on an event.</summary>
    /// <param name="row">A filled row of <see cref="Layout"/>.</param>
    /// <param name="matched"><see cref="WordCount"/> words; overwritten.</param>
    /// <param name="undetermined"><see cref="WordCount"/> words, or empty when nobody asks; overwritten.</param>
    /// <exception cref="ArgumentException">The row has another layout, or a span has another length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows and spans.</remarks>
    public RuleResult Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Layout != Layout)
        {
            throw new ArgumentException("The row was not made by this evaluator: call CreateRow.", nameof(row));
        }

        if (matched.Length != WordCount || (undetermined.Length != WordCount && !undetermined.IsEmpty))
        {
            throw new ArgumentException($"A match set of {Rules.Rules.Count} rules takes {WordCount} words.", nameof(matched));
        }

        RuleOutcome outcome = _compiled.Evaluate(row, matched, undetermined);
        return new RuleResult(Rules, outcome, matched, undetermined);
    }

    /// <summary>The full account of every rule on an event: the truth of each part, the values seen, what was missing.</summary>
    /// <param name="row">A filled row of <see cref="Layout"/>.</param>
    /// <remarks>Allocations: the trace, for people, not for the hot path. Thread safety: safe for a row of one's own.</remarks>
    /// <exception cref="InvalidOperationException">The evaluator was made without <c>explain</c>.</exception>
    public RuleSetTrace Explain(AttributeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _compiled.Explain(row);
    }
}
