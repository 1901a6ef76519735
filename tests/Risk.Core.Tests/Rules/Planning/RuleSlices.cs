using Risk.Events;
using Risk.Rules;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Planning;

/// <summary>The rules of a set by several programs, each of some neighbouring rules.</summary>
internal sealed class RuleSlices : IRuleProgram
{
    private readonly IRuleProgram[] _programs;
    private readonly int[] _firsts;
    private readonly ulong[] _matched;
    private readonly ulong[] _undetermined;

    public RuleSlices(RuleSet rules, int rulesInSlice, AttributeLayoutBuilder layout, string strategy)
    {
        BoundRuleSet bound = rules.Bound;
        RuleCount = bound.Rules.Count;
        _firsts = [.. Enumerable.Range(0, (RuleCount + rulesInSlice - 1) / rulesInSlice).Select(slice => slice * rulesInSlice)];
        _programs = Array.ConvertAll(
            _firsts,
            first => RuleProgramFactory.Create(bound with { Rules = [.. bound.Rules.Skip(first).Take(rulesInSlice)] }, layout, strategy));
        _matched = new ulong[(rulesInSlice + 63) / 64];
        _undetermined = new ulong[_matched.Length];
    }

    public int RuleCount { get; }

    /// <summary>The name of the slices' strategy, or all names when they differ.</summary>
    public string Strategy => string.Join(' ', _programs.Select(static program => program.Strategy).Distinct());

    public void Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        matched.Clear();
        undetermined.Clear();
        for (int slice = 0; slice < _programs.Length; slice++)
        {
            _programs[slice].Evaluate(row, _matched, undetermined.IsEmpty ? [] : _undetermined);
            for (int i = 0; i < _programs[slice].RuleCount; i++)
            {
                int rule = _firsts[slice] + i;
                matched[rule >> 6] |= ((_matched[i >> 6] >> (i & 63)) & 1) << (rule & 63);
                if (!undetermined.IsEmpty)
                {
                    undetermined[rule >> 6] |= ((_undetermined[i >> 6] >> (i & 63)) & 1) << (rule & 63);
                }
            }
        }
    }
}
