using Risk.Events;
using Risk.Features;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

/// <summary>Fits against the same statistics written down plainly.</summary>
public class FeaturePipelineFitProperties
{
    private static readonly EventSchema Schema = new([new("x", AttributeKind.Number), new("t", AttributeKind.Token)]);

    [Fact]
    public void Fits_are_the_plain_statistics()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int buckets = random.Next(2, 12);
            int most = random.Next(1, 6);
            double weight = random.Next(4);
            FeaturePipelineDefinition definition = FeaturePipelineDefinition.Build(Schema, p => p
                .Add("standard", Number("x").Standardize())
                .Add("range", Number("x").MinMax())
                .Add("bucket", Number("x").Bucketize(buckets))
                .Add("rank", Number("x").QuantileRank(buckets))
                .Add("median", Number("x").Impute(ImputeStrategy.Median))
                .Add("mode", Number("x").Impute(ImputeStrategy.MostFrequent))
                .Add("mean", Text("t").TargetMean(weight))
                .Add("share", Text("t").Frequency())
                .Add("one", Text("t").OneHot(most)));
            (double X, string? T, double Label)[] events = [.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => Event(random))];
            events[0] = (1, "a", 1);
            FeatureTrainingData data = definition.CreateTrainingData();
            foreach ((double x, string? t, double label) in events)
            {
                data.Row.SetNumber(0, x);
                data.Row.SetText(1, t);
                data.Add(label);
            }

            AssertPlain(definition.Fit(data), events, buckets, most, weight);
        }
    }

    private static void AssertPlain(FeaturePipeline fitted, (double X, string? T, double Label)[] events, int buckets, int most, double weight)
    {
        double[] x = [.. events.Select(e => e.X).Where(double.IsFinite).Order()];
        double mean = x.Average();
        double deviation = Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / x.Length);
        double[] edges = [.. Enumerable.Range(1, buckets - 1).Select(i => Quantile(x, (double)i / buckets)).Where(e => e > x[0]).Distinct()];
        double median = x[(x.Length - 1) / 2];
        double mode = x.GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        double prior = events.Where(e => !double.IsNaN(e.Label)).Average(e => e.Label);
        FeatureVectorizer vectorizer = fitted.Compile(out AttributeLayout layout);
        AttributeRow row = layout.CreateRow();
        float[] features = new float[vectorizer.FeatureCount];
        string[] kept = [.. events.Where(e => e.T is not null).GroupBy(e => e.T!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(most).Select(g => g.Key).Order(StringComparer.Ordinal)];
        Assert.Equal(kept.Select(k => "one=" + k), fitted.FeatureNames.Skip(8));
        foreach ((double value, string? text, _) in events.Append((2.25, "new", 0)).Append((double.NaN, null, 0)))
        {
            row.Clear();
            row.SetNumber(0, value);
            row.SetText(1, text);
            vectorizer.Transform(row, features);
            if (double.IsFinite(value))
            {
                Near((value - mean) / (deviation == 0 ? 1 : deviation), features[0]);
                Near((value - x[0]) / (x[^1] == x[0] ? 1 : x[^1] - x[0]), features[1]);
                double bucket = edges.Length == 0 ? (value >= x[0] ? 1 : 0) : edges.Count(e => value >= e);
                bool isOnAnEdge = edges.Any(e => Math.Abs(value - e) < 1e-9);
                Assert.True(bucket == features[2] || isOnAnEdge);
                Assert.InRange(features[3], 0, 1);
                Near(value, features[4]);
            }
            else if (double.IsNaN(value))
            {
                Near(median, features[4]);
                Near(mode, features[5]);
            }

            double[] labels = [.. events.Where(e => e.T == text && !double.IsNaN(e.Label)).Select(e => e.Label)];
            bool isKnown = events.Any(e => e.T == text);
            Near(text is null ? double.NaN : !isKnown || labels.Length + weight == 0 ? prior : (labels.Sum() + (weight * prior)) / (labels.Length + weight), features[6]);
            Near(text is null ? double.NaN : (double)events.Count(e => e.T == text) / events.Length, features[7]);
            Assert.Equal(kept.Select(k => k == text ? 1f : 0f), features[8..]);
        }
    }

    private static (double X, string? T, double Label) Event(Random random) => (
        random.Next(10) switch { 0 => double.NaN, 1 => double.PositiveInfinity, < 6 => random.Next(4), _ => Math.Exp(random.NextDouble() * 5) },
        random.Next(6) == 0 ? null : ((char)('a' + random.Next(7))).ToString(),
        random.Next(5) == 0 ? double.NaN : random.Next(2));

    private static double Quantile(double[] sorted, double share)
    {
        double place = (sorted.Length - 1) * share;
        int below = Math.Min((int)place, sorted.Length - 1);
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static void Near(double expected, float actual) =>
        Assert.True(double.IsNaN(expected) ? float.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-5 * Math.Max(1, Math.Abs(expected)), $"{expected} {actual}");
}
