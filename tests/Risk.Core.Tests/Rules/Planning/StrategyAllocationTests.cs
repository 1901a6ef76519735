using Risk.Events;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Planning;

/// <summary>No strategy allocates, whatever the rules read.</summary>
public sealed class StrategyAllocationTests
{
    public static TheoryData<string> Strategies => new(RuleStrategies.All);

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Evaluating_allocates_nothing(string strategy)
    {
        var random = new RandomRules(99);
        RuleSet rules = StrategyProperties.Parse(random.Source(200));
        var layout = new AttributeLayoutBuilder(rules.Schema);
        IRuleProgram program = RuleProgramFactory.Create(rules.Bound, layout, strategy);
        AttributeLayout built = layout.Build();
        AttributeRow[] rows = new AttributeRow[50];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = built.CreateRow();
            random.Fill(rows[i]);
        }

        var matched = new ulong[4];
        var undetermined = new ulong[4];
        int next = 0;
        AllocationAssert.None(() =>
        {
            next = (next + 1) % rows.Length;
            program.Evaluate(rows[next], matched, undetermined);
            program.Evaluate(rows[next], matched, []);
        });
    }

    [Fact]
    public void Filling_a_row_with_texts_allocates_nothing()
    {
        var random = new RandomRules(98);
        RuleSet rules = StrategyProperties.Parse(random.Source(200));
        var layout = new AttributeLayoutBuilder(rules.Schema);
        RuleProgramFactory.Create(rules.Bound, layout, RuleStrategies.Planned);
        AttributeRow row = layout.Build().CreateRow();
        AllocationAssert.None(() => random.Fill(row), warmUp: 2_000);
    }
}
