using Xunit;

namespace Risk.Core.Tests.Decisions;

public sealed class RiskDecisionTests
{
    [Theory]
    [InlineData(RiskAction.Block, 0.37285, "foreign", "Block by foreign, probability 0.3729")]
    [InlineData(RiskAction.Review, double.NaN, "busy", "Review by busy")]
    [InlineData(RiskAction.Allow, 0.5, null, "Allow, probability 0.5")]
    [InlineData(RiskAction.Allow, double.NaN, null, "Allow")]
    public void Reads_as_a_line(RiskAction action, double probability, string? rule, string expected) =>
        Assert.Equal(expected, new RiskDecision(action, probability, probability * 100, rule, default, DecisionFlags.None, "v1").ToString());

    [Fact]
    public void The_default_reads_as_a_line_too() => Assert.Equal("Allow, probability 0", default(RiskDecision).ToString());
}
