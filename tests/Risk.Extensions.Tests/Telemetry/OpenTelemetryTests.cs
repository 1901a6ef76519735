using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Risk.Extensions.Tests.Telemetry;

/// <summary>An event of this file's own: the meter is shared by all scorers of the process, and its tag tells them apart.</summary>
[RiskEvent]
public readonly partial record struct MeasuredPayment([property: Key] string Card, double? Amount);

public sealed class OpenTelemetryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-telemetry").FullName;

    private string RulesFile => Path.Combine(_folder, "payments.rules");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_real_SDK_reads_the_numbers_back()
    {
        var exporter = new Collector();
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(RiskTelemetry.MeterName)
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500\nodd: Review if :amount: > 100");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).DoNotWatch().TimeOneIn(1));
        ReloadableScorer<MeasuredPayment> scorer = host.Services.GetRequiredService<ReloadableScorer<MeasuredPayment>>();
        for (int i = 0; i < 10; i++)
        {
            scorer.Score(new MeasuredPayment("c", 501));
        }

        scorer.Score(new MeasuredPayment("c", 101));
        scorer.Score([new("c", 1), new("c", 2), new("c", 700)], new RiskDecision[3]);
        File.WriteAllText(RulesFile, "big: Block if");
        scorer.Reload();
        File.WriteAllText(RulesFile, "big: Block if :amount: > 400");
        scorer.Reload();
        scorer.Reload();

        provider.ForceFlush();

        Assert.Equal(11, exporter.Sum(RiskTelemetry.Decisions, "block", "rule", "champion"));
        Assert.Equal(1, exporter.Sum(RiskTelemetry.Decisions, "review", "rule", "champion"));
        Assert.Equal(2, exporter.Sum(RiskTelemetry.Decisions, "allow", "policy", "champion"));
        Assert.Equal(1, exporter.Sum(RiskTelemetry.Reloads, "refused"));
        Assert.Equal(2, exporter.Sum(RiskTelemetry.Reloads, "published"));
        Assert.Equal(1, exporter.Sum(RiskTelemetry.Reloads, "unchanged"));
        Assert.Equal(1, exporter.Sum(RiskTelemetry.SnapshotCurrent));
        Assert.Equal(11, exporter.Sum(RiskTelemetry.ScoreDuration));
        Assert.Equal(RiskTelemetry.DurationBuckets, exporter.Buckets);
    }

    [Fact]
    public async Task A_span_tells_the_decision_and_nothing_of_the_event()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == RiskTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    if (Equals(activity.GetTagItem(RiskTelemetry.ScorerTag), nameof(MeasuredPayment)))
                    {
                        spans.Add(activity);
                    }
                }
            },
        };
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).DoNotWatch());
        IRiskScorer<MeasuredPayment> scorer = host.Services.GetRequiredService<IRiskScorer<MeasuredPayment>>();
        scorer.Score(new MeasuredPayment("before", 501));
        ActivitySource.AddActivityListener(listener);

        scorer.Score(new MeasuredPayment("secret-card", 501));

        Activity span = Assert.Single(spans);
        Assert.Equal(RiskTelemetry.ScoreActivity, span.OperationName);
        Assert.Equal("block", span.GetTagItem(RiskTelemetry.ActionTag));
        Assert.Equal("big", span.GetTagItem("risk.rule"));
        Assert.Equal(scorer.Version, span.GetTagItem("risk.version"));
        Assert.DoesNotContain(span.TagObjects, static tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Flags_are_counted()
    {
        var exporter = new Collector();
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(RiskTelemetry.MeterName)
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).Configure(static scorer => scorer.TrackUndeterminedRules()).DoNotWatch());
        IRiskScorer<MeasuredPayment> scorer = host.Services.GetRequiredService<IRiskScorer<MeasuredPayment>>();
        scorer.Score(new MeasuredPayment("c", null));
        scorer.Score(new MeasuredPayment("c", 1));

        provider.ForceFlush();

        Assert.Equal(1, exporter.Sum(RiskTelemetry.FlaggedDecisions, "undetermined_rules"));
    }

    [Fact]
    public async Task Counting_and_timing_allocate_nothing()
    {
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(RiskTelemetry.MeterName)
            .AddReader(new BaseExportingMetricReader(new Collector()))
            .Build();
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).DoNotWatch().TimeOneIn(2));
        IRiskScorer<MeasuredPayment> scorer = host.Services.GetRequiredService<IRiskScorer<MeasuredPayment>>();
        var payment = new MeasuredPayment("c", 700);

        AllocationAssert.None(() => scorer.Score(in payment));
    }

    private static async Task<IHost> StartAsync(Action<RiskScoringBuilder<MeasuredPayment>> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRiskScoring(configure);
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Keeps what the SDK exports of this file's scorer: per instrument and tag values the sum, or the count of a histogram.</summary>
    private sealed class Collector : BaseExporter<Metric>
    {
        private readonly Dictionary<string, double> _sums = [];

        public List<double> Buckets { get; } = [];

        public double Sum(string instrument, params string[] tags) => _sums.GetValueOrDefault(Key(instrument, tags));

        public override ExportResult Export(in Batch<Metric> batch)
        {
            _sums.Clear();
            foreach (Metric metric in batch)
            {
                foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
                {
                    Take(metric, in point);
                }
            }

            return ExportResult.Success;
        }

        private static string Key(string instrument, IEnumerable<string> tags) => instrument + ":" + string.Join(',', tags.Order(StringComparer.Ordinal));

        private void Take(Metric metric, in MetricPoint point)
        {
            bool own = false;
            var tags = new List<string>();
            foreach (KeyValuePair<string, object?> tag in point.Tags)
            {
                if (tag.Key == RiskTelemetry.ScorerTag)
                {
                    own = Equals(tag.Value, nameof(MeasuredPayment));
                }
                else
                {
                    tags.Add((string)tag.Value!);
                }
            }

            if (!own)
            {
                return;
            }

            string key = Key(metric.Name, tags);
            double value = metric.MetricType switch
            {
                MetricType.Histogram => point.GetHistogramCount(),
                MetricType.LongGauge => point.GetGaugeLastValueLong(),
                _ => point.GetSumLong(),
            };
            _sums[key] = _sums.GetValueOrDefault(key) + value;
            if (metric.MetricType == MetricType.Histogram)
            {
                Buckets.Clear();
                foreach (HistogramBucket bucket in point.GetHistogramBuckets())
                {
                    if (double.IsFinite(bucket.ExplicitBound))
                    {
                        Buckets.Add(bucket.ExplicitBound);
                    }
                }
            }
        }
    }
}
