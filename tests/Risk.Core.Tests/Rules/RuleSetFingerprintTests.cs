using Risk.Events;
using Risk.Rules;
using Xunit;

namespace Risk.Core.Tests.Rules;

public sealed class RuleSetFingerprintTests
{
    [Fact]
    public void A_list_with_other_values_is_another_rule_set()
    {
        var schema = new EventSchema([new AttributeDefinition("card", AttributeKind.Token)]);

        Assert.Equal(Fingerprint(schema, "a", "b"), Fingerprint(schema, "a", "b"));
        Assert.NotEqual(Fingerprint(schema, "a", "b"), Fingerprint(schema, "a", "c"));
    }

    private static Fingerprint Fingerprint(EventSchema schema, params string[] values) => RuleSet.Parse(
        "Block if :card: in @bad",
        schema,
        new RuleSetOptions { Lists = new Dictionary<string, IReadOnlyList<string>> { ["bad"] = values } }).Fingerprint;
}
