using Risk.Monitoring;
using Xunit;

namespace Risk.Core.Tests.Monitoring;

public sealed class MonitoringTests
{
    [Fact]
    public void A_histogram_counts_as_a_linear_search_does()
    {
        double[] edges = [-1, 0, 0.5, 10];
        var histogram = new Histogram(edges);
        long[] expected = new long[histogram.BinCount];
        var random = new Random(3);
        double[] values = [.. edges, double.NaN, double.NegativeInfinity, double.PositiveInfinity, -0.0, .. Enumerable.Range(0, 1_000).Select(_ => (random.NextDouble() * 24) - 6)];
        foreach (double value in values)
        {
            histogram.Record(value);
            expected[double.IsNaN(value) ? edges.Length + 1 : edges.Count(edge => edge <= value)]++;
        }

        long[] actual = new long[histogram.BinCount];
        histogram.CopyTo(actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void No_increment_is_lost_under_threads()
    {
        var histogram = Histogram.OfScores(10);
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                histogram.Record(i % 100);
            }
        });
        long[] counts = new long[histogram.BinCount];
        histogram.CopyTo(counts);

        Assert.Equal(160_000, counts.Sum());
        Assert.All(counts[..10], count => Assert.Equal(16_000, count));
    }

    [Fact]
    public void Stability_is_zero_for_equal_shares_and_matches_the_formula()
    {
        Assert.Equal(0, PopulationStability.Index([10, 20, 30], [1, 2, 3]), 12);
        double expected = ((0.5 - 0.25) * Math.Log(0.5 / 0.25)) + ((0.5 - 0.75) * Math.Log(0.5 / 0.75));
        Assert.Equal(expected, PopulationStability.Index([25, 75], [50, 50]), 12);
        Assert.True(double.IsFinite(PopulationStability.Index([0, 10], [10, 0])));
        Assert.True(double.IsNaN(PopulationStability.Index([0, 0], [1, 1])));
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([1], [1, 2]));
    }

    [Fact]
    public void Drift_shows_on_the_feature_that_moved()
    {
        var random = new Random(5);
        float[] training = [.. Enumerable.Range(0, 5_000).Select(_ => (float)random.NextDouble())];
        FeatureBaseline[] baselines = [FeatureBaseline.Of(0, "steady", training), FeatureBaseline.Of(1, "moved", training)];
        var monitor = new DriftMonitor(baselines);
        for (int i = 0; i < 5_000; i++)
        {
            monitor.Record([(float)random.NextDouble(), (float)random.NextDouble() + 0.4f]);
        }

        double[] indexes = monitor.Indexes();
        Assert.InRange(indexes[0], 0, 0.05);
        Assert.True(indexes[1] > 0.25);
    }

    [Fact]
    public void A_constant_training_column_still_has_a_baseline()
    {
        FeatureBaseline baseline = FeatureBaseline.Of(0, "constant", [2, 2, float.NaN, 2]);

        Assert.Equal([0, 3, 1], baseline.Counts.ToArray());
    }
}
