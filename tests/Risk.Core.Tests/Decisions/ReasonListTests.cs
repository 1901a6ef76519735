using Risk.Decisions;
using Risk.Models.Explanation;
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

    [Fact]
    public void Selection_equals_a_stable_sort_of_the_positive_contributions()
    {
        var random = new Random(11);
        for (int trial = 0; trial < 2_000; trial++)
        {
            int count = random.Next(1, 12);
            ReasonDefinition?[] definitions = [.. Enumerable.Range(0, count).Select(i => random.Next(4) == 0 ? null : new ReasonDefinition(ReasonSource.Feature, $"f{i}"))];
            double[] contributions = [.. Enumerable.Range(0, count).Select(_ => random.Next(8) == 0 ? double.NaN : random.Next(-3, 4))];
            int maximum = random.Next(0, 6);
            var expected = Enumerable.Range(0, count).Where(i => definitions[i] is not null && contributions[i] > 0)
                .OrderByDescending(i => contributions[i]).Take(Math.Min(maximum, 4)).Select(i => definitions[i]!.Code);

            var reasons = default(ReasonList);
            new ReasonSelector(definitions).Select(contributions, maximum, ref reasons);

            Assert.Equal(expected, reasons.AsSpan().ToArray().Select(reason => reason.Code));
        }
    }

    [Fact]
    public void Features_that_share_a_definition_are_one_reason()
    {
        var shared = new ReasonDefinition(ReasonSource.Feature, "shared");
        var other = new ReasonDefinition(ReasonSource.Feature, "other");
        var reasons = default(ReasonList);

        new ReasonSelector([shared, other, shared]).Select([1, 1.5, 1], 4, ref reasons);

        Assert.Equal(["shared", "other"], reasons.AsSpan().ToArray().Select(reason => reason.Code));
        Assert.Equal(2, reasons[0].Contribution);
    }
}
