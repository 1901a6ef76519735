using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Risk.Features;
using Risk.Scoring.Recording;

namespace Risk.Extensions.Tests;

/// <summary>What can go wrong with files in production: each time the last good state goes on deciding, and log, metric, status and health tell of it until it is repaired.</summary>
public sealed class BadInputTests : ServiceTest
{
    private const string Good = "big: Block if :amount: > 500";

    [Fact]
    public async Task A_corrupt_model_dropped_in_place()
    {
        await using Service service = await StartServiceAsync();

        File.WriteAllBytes(ModelFile, [.. File.ReadAllBytes(ModelFile).Select(static value => (byte)(value ^ 0x5a))]);

        await service.RefusesAsync("RM001");
        await service.RecoversAsync(() => Write("model.json", ModelFrom(100)));
    }

    [Fact]
    public async Task A_half_written_model()
    {
        await using Service service = await StartServiceAsync();

        File.WriteAllText(ModelFile, ModelFrom(200)[..50]);

        await service.RefusesAsync("RM");
        await service.RecoversAsync(() => File.WriteAllText(ModelFile, ModelFrom(200)));
    }

    [Fact]
    public async Task Half_written_rules()
    {
        await using Service service = await StartServiceAsync();

        File.WriteAllText(RulesFile, "big: Block if :amount: > 500 and (:am");

        await service.RefusesAsync("RR");
        await service.RecoversAsync(() => File.WriteAllText(RulesFile, Good));
    }

    [Fact]
    public async Task Rules_with_errors()
    {
        await using Service service = await StartServiceAsync();

        Write("payments.rules", "big: Block if :amuont: > 500\nReview if :card: > 3");

        ReloadStatus status = await service.RefusesAsync("RR");
        Assert.Equal([1, 2], status.Problems.Select(static problem => problem.Line));
        await service.RecoversAsync(() => Write("payments.rules", Good));
    }

    [Fact]
    public async Task A_model_of_another_fingerprint()
    {
        FeaturePipeline pipeline = FeaturePipeline.Build(CardPayment.EventReader.Schema, static features => features.Add("amount", Feature.Number("amount")));
        string trained = ModelFrom(100).Replace("}", $$""","pipeline":"{{pipeline.Fingerprint}}"}""", StringComparison.Ordinal);
        Write("model.json", trained);
        await using Service service = await StartServiceAsync(risk => risk.UsePipeline(pipeline));

        Write("model.json", trained.Replace(pipeline.Fingerprint.ToString(), "0123456789abcdef", StringComparison.Ordinal));

        ReloadStatus status = await service.RefusesAsync("RB004");
        Assert.Contains("0123456789abcdef", status.Problems[0].Message, StringComparison.Ordinal);
        await service.RecoversAsync(() => Write("model.json", trained));
    }

    [Fact]
    public async Task A_deleted_file()
    {
        await using Service service = await StartServiceAsync();

        File.Delete(ModelFile);

        await service.RefusesAsync("RB030");
        await service.RecoversAsync(() => Write("model.json", ModelFrom(100)));
    }

    [Fact]
    public async Task An_emptied_rules_file()
    {
        await using Service service = await StartServiceAsync();

        File.WriteAllText(RulesFile, "");

        await service.RefusesAsync("RB035");
        await service.RecoversAsync(() => Write("payments.rules", "# no rules are meant"));
        Assert.Null(service.Scorer.Score(Payment(501)).Rule);
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file()
    {
        await using Service service = await StartServiceAsync();

        File.Delete(RulesFile);
        Directory.CreateDirectory(RulesFile);

        await service.RefusesAsync("RB030");
        Directory.Delete(RulesFile);
        await service.RecoversAsync(() => Write("payments.rules", Good));
    }

    [Fact]
    public async Task Rules_that_fail_their_tests()
    {
        Write("payments.tests.jsonl", """{"name":"large","event":{"card":"c","amount":501},"action":"block","rule":"big"}""");
        await using Service service = await StartServiceAsync();

        Write("payments.rules", "big: Block if :amount: > 600");

        ReloadStatus status = await service.RefusesAsync("RB033");
        Assert.Contains("large", status.Problems[0].Message, StringComparison.Ordinal);
        await service.RecoversAsync(() => Write("payments.rules", Good));
    }

    [Fact]
    public async Task Code_that_throws_while_a_snapshot_is_built()
    {
        bool broken = false;
        await using Service service = await StartServiceAsync(risk => risk.Configure(_ =>
        {
            if (broken)
            {
                throw new NotSupportedException("mine");
            }
        }));

        broken = true;
        service.Scorer.Reload();

        await service.RefusesAsync("RB044");
        broken = false;
        await service.RecoversAsync(() => service.Scorer.Reload());
    }

    [Fact]
    public async Task A_decision_log_that_cannot_be_written()
    {
        string folder = FileOf("log");
        await using Service service = await StartServiceAsync(risk => risk.LogDecisions(new DecisionLogOptions
        {
            Folder = folder,
            MaximumFileBytes = 2_000,
            FlushInterval = TimeSpan.FromMilliseconds(10),
            MaximumRetryPause = TimeSpan.FromMilliseconds(50),
        }));
        DecisionLog log = service.Scorer.DecisionLog!;
        await WaitAsync(() => log.Written > 0);

        // A file where the folder was is as good as a full disk: the open file goes on until it is full, and no other can be begun.
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "in the way");
        await WaitAsync(() =>
        {
            service.AssertDecides();
            return log is { Failed: > 0, Problem: not null };
        });
        Assert.Equal(HealthStatus.Degraded, (await service.HealthAsync()).Status);
        Assert.Contains("not logged", (await service.HealthAsync()).Description, StringComparison.Ordinal);
        Assert.True(service.Scorer.Status.IsCurrent);

        File.Delete(folder);
        long written = log.Written;
        await WaitAsync(() =>
        {
            service.AssertDecides();
            return log.Written > written && log.Problem is null;
        });
        Assert.Equal(HealthStatus.Healthy, (await service.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_decision_log_that_cannot_be_begun_stops_the_start()
    {
        string file = Write("occupied", "a file");

        RiskFormatException problem = await Assert.ThrowsAsync<RiskFormatException>(
            () => StartServiceAsync(risk => risk.LogDecisions(new DecisionLogOptions { Folder = Path.Combine(file, "log") })));

        Assert.Equal("RB034", Assert.Single(problem.Diagnostics).Code);
    }

    private async Task<Service> StartServiceAsync(Action<RiskScoringBuilder<CardPayment>>? configure = null)
    {
        if (!File.Exists(ModelFile))
        {
            Write("model.json", ModelFrom(100));
        }

        Write("payments.rules", Good);
        var log = new LogCollector();
        IHost host = await StartAsync((IServiceCollection services) => services
            .AddSingleton<ILoggerProvider>(log)
            .AddLogging()
            .AddRiskScoring<CardPayment>(risk =>
            {
                risk.UseModel(ModelFile).UseRules(RulesFile).UsePolicy(static policy => policy.Review(from: 50));
                configure?.Invoke(risk);
            }));
        return new Service(host, log);
    }

    [Fact]
    public async Task A_refusal_is_told_once_however_often_the_sources_are_looked_at()
    {
        await using Service service = await StartServiceAsync();

        Write("payments.rules", "big: Block if :amuont: > 500");
        await service.RefusesAsync("RR");
        service.Scorer.Reload();
        service.Scorer.Reload();
        Assert.Single(service.LogIds, 2);

        Write("payments.rules", "big: Block if :amount: > 500 and :nothing:");
        await WaitAsync(() => service.LogIds.Count(static id => id == 2) == 2);
    }

    [Fact]
    public async Task A_start_that_fails_does_not_speak_of_a_version_that_goes_on()
    {
        var log = new LogCollector();
        Write("payments.rules", "big: Block if :amuont: > 500");

        await Assert.ThrowsAsync<RiskFormatException>(() => StartAsync((IServiceCollection services) => services
            .AddSingleton<ILoggerProvider>(log).AddLogging().AddRiskScoring<CardPayment>(risk => risk.UseRules(RulesFile))));

        Assert.Contains(7, log.Ids);
        Assert.DoesNotContain(2, log.Ids);
    }

    /// <summary>A running service that was good when it started.</summary>
    private sealed class Service : IAsyncDisposable
    {
        private readonly IHost _host;
        private readonly LogCollector _log;
        private readonly MeterListener _listener = new();
        private readonly string _version;
        private int _current;

        public Service(IHost host, LogCollector log)
        {
            (_host, _log) = (host, log);
            Scorer = ScorerOf(host);
            _version = Scorer.Version;
            Meter meter = host.Services.GetRequiredService<IMeterFactory>().Create(RiskTelemetry.MeterName);
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == RiskTelemetry.SnapshotCurrent)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _current = value);
            _listener.Start();
            AssertDecides();
        }

        public ReloadableScorer<CardPayment> Scorer { get; }

        public IReadOnlyList<int> LogIds => _log.Ids;

        /// <summary>Waits for the refusal and checks that all tell of it while the last good state decides.</summary>
        public async Task<ReloadStatus> RefusesAsync(string code)
        {
            await WaitAsync(() => !Scorer.Status.IsCurrent);
            ReloadStatus status = Scorer.Status;
            Assert.Equal((ReloadResult.Refused, _version, _version), (status.Result, status.Version!, Scorer.Version));
            Assert.All(status.Problems, problem => Assert.StartsWith(code, problem.Code, StringComparison.Ordinal));
            Assert.Equal(HealthStatus.Degraded, (await HealthAsync()).Status);
            Assert.Equal(0, Current());
            Assert.Contains(2, _log.Ids);
            AssertDecides();
            return status;
        }

        /// <summary>Repairs the file and waits until all is well.</summary>
        public async Task RecoversAsync(Action repair)
        {
            repair();
            await WaitAsync(() => Scorer.Status.IsCurrent);
            Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);
            Assert.Equal(1, Current());
        }

        public Task<HealthCheckResult> HealthAsync() => BadInputTests.HealthAsync(_host);

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _host.StopAsync();
            _host.Dispose();
        }

        private int Current()
        {
            _listener.RecordObservableInstruments();
            return _current;
        }

        public void AssertDecides()
        {
            Assert.Equal("big", Scorer.Score(Payment(501)).Rule);
            Assert.Equal(RiskAction.Review, Scorer.Score(Payment(101)).Action);
            Assert.Equal(RiskAction.Allow, Scorer.Score(Payment(99)).Action);
        }
    }

    private sealed class LogCollector : ILoggerProvider, ILogger
    {
        private readonly List<int> _ids = [];

        public int[] Ids
        {
            get
            {
                lock (_ids)
                {
                    return [.. _ids];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_ids)
            {
                _ids.Add(eventId.Id);
            }
        }

        public void Dispose()
        {
        }
    }
}
