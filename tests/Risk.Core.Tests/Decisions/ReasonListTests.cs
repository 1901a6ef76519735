using Xunit;

namespace Risk.Core.Tests.Decisions;

public sealed class ReasonListTests
{
    [Fact]
    public void The_list_holds_four_and_ignores_more()
    {
        var reasons = default(ReasonList);
        for (int i = 0; i < 6; i++)
        {
            reasons.Add(new Reason(new ReasonDefinition(ReasonSource.Feature, $"f{i}"), i));
        }

        Assert.Equal(4, reasons.Count);
        Assert.Equal(["f0", "f1", "f2", "f3"], reasons.AsSpan().ToArray().Select(reason => reason.Code));
        Assert.Throws<ArgumentOutOfRangeException>(() => reasons[4]);
    }
}
