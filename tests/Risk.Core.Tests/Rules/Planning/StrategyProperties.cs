using Risk.Events;
using Risk.Rules;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Planning;

/// <summary>Every strategy against the reference: generated rules on adversarial events, more than 100,000 pairs in a usual run.</summary>
public sealed class StrategyProperties
{
    private const int RuleCount = 70;
    private const int EventCount = 60;

    private static int SetCount => Environment.GetEnvironmentVariable("RISK_LONG_TESTS") == "1" ? 2_000 : 30;

    [Fact]
    public void Every_strategy_agrees_with_the_reference_on_every_rule_and_event()
    {
        for (int seed = 0; seed < SetCount; seed++)
        {
            var random = new RandomRules(seed);
            Compare(Parse(random.Source(RuleCount)), random, seed);
        }
    }

    [Fact]
    public void Sets_that_fill_several_vectors_agree_too()
    {
        var random = new RandomRules(-1);
        Compare(Parse(random.Source(1_500)), random, -1);
    }

    internal static RuleSet Parse(string source) =>
        RuleSet.TryParse(source, RandomRules.Schema, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics)
            ? rules
            : throw new InvalidOperationException(string.Join('\n', diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error)));

    private static void Compare(RuleSet rules, RandomRules random, int seed)
    {
        var layout = new AttributeLayoutBuilder(rules.Schema);
        IRuleProgram[] programs = [.. RuleStrategies.All.Select(strategy => RuleProgramFactory.Create(rules.Bound, layout, strategy))];
        AttributeRow row = layout.Build().CreateRow();
        int words = (rules.Rules.Count + 63) / 64;
        var expected = (Matched: new ulong[words], Undetermined: new ulong[words]);
        var actual = (Matched: new ulong[words], Undetermined: new ulong[words]);
        for (int i = 0; i < EventCount; i++)
        {
            random.Fill(row);
            foreach (IRuleProgram program in programs)
            {
                (ulong[] matched, ulong[] undetermined) = program == programs[0] ? expected : actual;
                matched.AsSpan().Fill(ulong.MaxValue);
                undetermined.AsSpan().Fill(ulong.MaxValue);
                program.Evaluate(row, matched, undetermined);
                AssertEqual(expected.Matched, matched, "matched");
                AssertEqual(expected.Undetermined, undetermined, "undetermined");
                program.Evaluate(row, matched, []);
                AssertEqual(expected.Matched, matched, "matched (alone)");

                void AssertEqual(ulong[] first, ulong[] second, string what)
                {
                    if (!first.AsSpan().SequenceEqual(second))
                    {
                        int rule = Enumerable.Range(0, rules.Rules.Count).First(index => (((first[index / 64] ^ second[index / 64]) >> (index % 64)) & 1) != 0);
                        Assert.Fail($"seed {seed}, event {i}, {program.Strategy}, {what}: {rules.Bound.Rules[rule].Condition}");
                    }
                }
            }
        }
    }
}
