using Risk.Events;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Evaluation;

/// <summary>Evaluates <c>condition | values</c> by every strategy.</summary>
internal static class ConditionTruth
{
    private static readonly EventSchema Schema = new(
    [
        .. Of(AttributeKind.Number, "x", "y", "z", "lat", "lon"),
        .. Of(AttributeKind.Text, "t", "u"),
        .. Of(AttributeKind.Token, "k"),
        .. Of(AttributeKind.Country, "c"),
        .. Of(AttributeKind.Boolean, "a", "b", "d"),
        .. Of(AttributeKind.Timestamp, "timestamp", "opened_at"),
        new AttributeDefinition("::m::", AttributeKind.Token) { IsMetadata = true },
    ]);

    public static void AssertEqual(string source, string expected)
    {
        int bar = source.IndexOf('|', StringComparison.Ordinal);
        RuleSet rules = RuleSet.Parse($"Block if {source[..bar]}", Schema);
        foreach (string strategy in RuleStrategies.All)
        {
            var layout = new AttributeLayoutBuilder(Schema);
            IRuleProgram program = RuleProgramFactory.Create(rules.Bound, layout, strategy);
            AttributeRow row = RuleEvaluation.Fill(layout.Build().CreateRow(), source[(bar + 1)..]);
            ulong[] matched = [0];
            ulong[] undetermined = [0];
            program.Evaluate(row, matched, undetermined);
            string actual = matched[0] == 1 ? "true" : undetermined[0] == 1 ? "unknown" : "false";
            Assert.True(expected == actual, $"{source} is {actual} by the strategy {strategy}, not {expected}");
        }
    }

    private static IEnumerable<AttributeDefinition> Of(AttributeKind kind, params string[] names) =>
        names.Select(name => new AttributeDefinition(name, kind));
}
