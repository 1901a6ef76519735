using Risk.Rules;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;
using Xunit;

namespace Risk.Core.Tests.Rules.Evaluation;

public sealed class RuleSelectorTests
{
    [Theory]
    [InlineData(RuleSelection.Radar, "review block allow", "allow")]
    [InlineData(RuleSelection.Radar, "review block", "block")]
    [InlineData(RuleSelection.Radar, "challenge review", "review")]
    [InlineData(RuleSelection.Radar, "challenge", "challenge")]
    [InlineData(RuleSelection.First, "review block allow", "review")]
    [InlineData(RuleSelection.First, "challenge block", "challenge")]
    [InlineData(RuleSelection.MostSevere, "allow challenge review block", "block")]
    [InlineData(RuleSelection.MostSevere, "allow challenge", "challenge")]
    [InlineData(RuleSelection.MostSevere, "allow", "allow")]
    [InlineData(RuleSelection.Score, "allow block", "none")]
    [InlineData(RuleSelection.Radar, "", "none")]
    public void The_selection_decides_among_the_matches(RuleSelection selection, string matches, string expected)
    {
        RuleAction[] actions = [.. matches.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Enum.Parse<RuleAction>(word, ignoreCase: true))];
        RuleOutcome outcome = Select(selection, [.. actions.Select(action => Rule(action))], ~0UL);

        Assert.Equal(expected, outcome.Action?.ToString().ToLowerInvariant() ?? "none");
        Assert.Equal(actions.Contains(RuleAction.Challenge), outcome.Challenge);
        if (outcome.Rule >= 0)
        {
            Assert.Equal(outcome.Action, actions[outcome.Rule]);
        }
    }

    [Fact]
    public void A_shadow_rule_never_decides_and_adds_no_points()
    {
        RuleOutcome outcome = Select(
            RuleSelection.Radar,
            [Rule(RuleAction.Block) with { IsShadow = true }, Rule(RuleAction.Score) with { Points = 50, IsShadow = true }, Rule(RuleAction.Score) with { Points = 15 }],
            ~0UL);

        Assert.Equal(new RuleOutcome(null, -1, false, 15, false), outcome);
    }

    [Fact]
    public void The_first_of_a_class_decides_beyond_the_first_word_too()
    {
        BoundRule[] rules = [.. Enumerable.Range(0, 200).Select(i => Rule(i % 2 == 0 ? RuleAction.Review : RuleAction.Block))];
        ulong[] matched = new ulong[4];
        matched[1] = 1UL << (100 - 64);
        matched[2] = (1UL << (131 - 128)) | (1UL << (133 - 128));

        RuleOutcome outcome = new RuleSelector(rules, RuleSelection.Radar).Select(matched, []);

        Assert.Equal((RuleAction.Block, 131), (outcome.Action, outcome.Rule));
    }

    [Fact]
    public void Unknown_rules_count_only_when_they_could_act()
    {
        BoundRule[] rules = [Rule(RuleAction.Block) with { IsShadow = true }, Rule(RuleAction.Review)];
        var selector = new RuleSelector(rules, RuleSelection.Radar);

        Assert.False(selector.Select([0], [1]).HasUndetermined);
        Assert.True(selector.Select([0], [2]).HasUndetermined);
    }

    private static RuleOutcome Select(RuleSelection selection, BoundRule[] rules, ulong matched) =>
        new RuleSelector(rules, selection).Select(rules.Length == 0 ? [] : [matched & ((1UL << rules.Length) - 1)], []);

    private static BoundRule Rule(RuleAction action) => new() { Id = action.ToString(), Action = action, Condition = new BoundTruth(true, 0, 4) };
}
