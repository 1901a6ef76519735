using Risk.Scoring;
using Xunit;

namespace Risk.Core.Tests.Scoring;

public sealed class ExperimentSplitTests
{
    [Fact]
    public void Shares_are_kept_and_every_key_stays_in_its_arm()
    {
        var split = new ExperimentSplit("new-model", challengerPercent: 20, controlPercent: 1);
        int[] counts = new int[3];
        for (int i = 0; i < 100_000; i++)
        {
            string key = $"card-{i}";
            ExperimentArm arm = split.ArmOf(key);
            Assert.Equal(arm, new ExperimentSplit("new-model", 20, 1).ArmOf(key));
            counts[(int)arm]++;
        }

        Assert.InRange(counts[(int)ExperimentArm.Challenger], 19_600, 20_400);
        Assert.InRange(counts[(int)ExperimentArm.Control], 900, 1_100);
    }

    [Fact]
    public void Experiments_split_independently()
    {
        var first = new ExperimentSplit("a", 50);
        var second = new ExperimentSplit("b", 50);
        int both = Enumerable.Range(0, 20_000).Count(i =>
            first.ArmOf($"k{i}") == ExperimentArm.Challenger && second.ArmOf($"k{i}") == ExperimentArm.Challenger);

        Assert.InRange(both, 4_700, 5_300);
    }

    [Fact]
    public void An_event_without_a_key_belongs_to_the_champion() =>
        Assert.Equal(ExperimentArm.Champion, new ExperimentSplit("a", 50, 50).ArmOf(""));

    [Theory]
    [InlineData(60, 50)]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    public void Impossible_shares_are_refused(double challenger, double control) =>
        Assert.Throws<ArgumentException>(() => new ExperimentSplit("a", challenger, control));
}
