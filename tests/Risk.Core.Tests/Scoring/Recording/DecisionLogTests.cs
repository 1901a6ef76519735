using System.Text.Json;
using Risk.Events;
using Risk.Scoring.Recording;
using Risk.Scoring.Replay;
using Risk.TestKit;
using Xunit;

namespace Risk.Core.Tests.Scoring.Recording;

public sealed class DecisionLogTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("risk-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_log_says_what_was_decided_and_on_what_it_stands()
    {
        using (var log = new DecisionLog(Options()))
        {
            RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
            scorer.Score(LoggedPayments.Make(1)[0] with { Amount = 1000.1, Card = "c1", CardCountry = "DE", IpCountry = "FR", IsDisposable = true });
            scorer.Preview(LoggedPayments.Make(1)[0]);
        }

        JsonElement[] lines = Lines();
        Assert.Equal(3, lines.Length);
        Assert.Equal(("risk-decisions", 1), (lines[0].GetProperty("log").GetString(), lines[0].GetProperty("format").GetInt32()));
        Assert.Equal(["model", "pipeline", "policy", "rules", "schema"], lines[1].GetProperty("fingerprints").EnumerateObject().Select(static part => part.Name).Order());
        Assert.Equal("timestamp", lines[1].GetProperty("attributes").GetProperty("created_at").GetString());
        Assert.Equal(2, lines[1].GetProperty("windows").GetArrayLength());
        JsonElement decision = lines[2];
        Assert.Equal("block", decision.GetProperty("action").GetString());
        Assert.Equal("foreign", decision.GetProperty("rule").GetString());
        Assert.Equal(1000.1, decision.GetProperty("event").GetProperty("amount").GetDouble());
        Assert.True(decision.GetProperty("event").GetProperty("is_disposable").GetBoolean());
        Assert.StartsWith("2026-01-05T12:0", decision.GetProperty("event").GetProperty("created_at").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, decision.GetProperty("windows").EnumerateObject().Count());
        Assert.Equal("rule", decision.GetProperty("reasons")[0].GetProperty("source").GetString());
    }

    [Fact]
    public void Batches_are_recorded_and_versions_tell_scorers_apart()
    {
        using (var log = new DecisionLog(Options()))
        {
            Payment[] payments = LoggedPayments.Make(20);
            LoggedPayments.Scorer(log).Score(payments, new RiskDecision[20]);
            LoggedPayments.Configure(RiskScorer.For(Payment.Reader), "big: Block if :amount: > 10").UseSink(log).UseVersion("two").Build().Score(payments, new RiskDecision[20]);
        }

        using var reader = new DecisionLogReader([_folder]);
        List<string> versions = [];
        while (reader.Read())
        {
            versions.Add(reader.Current!.Version);
        }

        Assert.Equal(40, versions.Count);
        Assert.Equal(2, reader.Sources.Count);
        Assert.Equal(["two"], versions.Skip(20).Distinct());
    }

    [Fact]
    public void Omitted_attributes_are_never_written()
    {
        using (var log = new DecisionLog(Options() with { OmittedAttributes = ["card", "amount"] }))
        {
            LoggedPayments.Scorer(log).Score(LoggedPayments.Make(1)[0] with { Card = "secret", Amount = 12345.5 });
        }

        string text = string.Concat(Directory.EnumerateFiles(_folder).Select(File.ReadAllText));
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("12345.5", text.Replace("\"sum", "", StringComparison.Ordinal).Split("windows")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_does_not_stop_the_log()
    {
        using (var log = new DecisionLog(Options()))
        {
            RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
            scorer.Score(LoggedPayments.Make(1)[0] with { Card = "a\uD800b" });
            scorer.Score(LoggedPayments.Make(1)[0] with { Card = "c" });
            Assert.True(log.Flush(Patience));
            Assert.Equal((2, 0), (log.Written, log.Failed));
        }

        Assert.Equal("a\uFFFDb", Lines()[2].GetProperty("event").GetProperty("card").GetString());
    }

    [Fact]
    public void Files_are_changed_when_they_are_full_and_each_stands_alone()
    {
        using (var log = new DecisionLog(Options() with { MaximumFileBytes = 4000, MaximumFiles = 3 }))
        {
            RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
            foreach (Payment payment in LoggedPayments.Make(200))
            {
                scorer.Score(in payment);
            }

            Assert.True(log.Flush(Patience));
            Assert.Equal((200, 0, 0), (log.Written, log.Failed, log.Dropped));
        }

        string[] files = [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal)];
        Assert.Equal(3, files.Length);
        foreach (string file in files)
        {
            string[] lines = File.ReadAllLines(file);
            Assert.StartsWith("{\"log\"", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("{\"source\"", lines[1], StringComparison.Ordinal);
            Assert.InRange(new FileInfo(file).Length, 500, 8000);
        }

        // The next log goes on counting.
        using var next = new DecisionLog(Options());
        Assert.True(string.CompareOrdinal(next.CurrentFile, files[^1]) > 0);
    }

    [Fact]
    public void A_full_ring_drops_counts_and_never_waits()
    {
        using var gate = new ManualResetEventSlim();
        var disk = new TestDisk { BeforeWrite = () => gate.Wait(Patience) };
        using (var log = new DecisionLog(Options() with { Capacity = 8, OpenFile = disk.Open, FlushInterval = TimeSpan.FromMilliseconds(1) }))
        {
            RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
            Payment[] payments = LoggedPayments.Make(100);
            foreach (Payment payment in payments)
            {
                // The disk stands still, and scoring goes on.
                scorer.Score(in payment);
            }

            Assert.InRange(log.Dropped, 100 - 16, 100 - 8);
            gate.Set();
            Assert.True(log.Flush(Patience));
            scorer.Score(in payments[0]);
            Assert.True(log.Flush(Patience));
            Assert.Equal(101, log.Written + log.Dropped);
        }

        using var reader = new DecisionLogReader([_folder]);
        while (reader.Read())
        {
        }

        Assert.Equal(101, reader.DecisionCount + reader.LostCount);
        Assert.Equal(0, reader.BadLineCount);
    }

    [Fact]
    public void A_disk_that_fails_loses_counts_and_is_tried_again()
    {
        var disk = new TestDisk();
        var log = new DecisionLog(Options() with { OpenFile = disk.Open, FlushInterval = TimeSpan.FromMilliseconds(1), MaximumRetryPause = TimeSpan.FromMilliseconds(1) });
        RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
        Payment[] payments = LoggedPayments.Make(300);
        for (int i = 0; i < payments.Length; i++)
        {
            disk.IsFull = i is >= 100 and < 200;
            scorer.Score(in payments[i]);
            if (i % 50 == 49)
            {
                Assert.True(log.Flush(Patience));
                Assert.Equal(disk.IsFull, log.Problem is not null);
            }
        }

        log.Dispose();
        Assert.Equal(300, log.Written + log.Failed);
        Assert.InRange(log.Failed, 100, 200);
        Assert.Null(log.Problem);
        using var reader = new DecisionLogReader([_folder]);
        while (reader.Read())
        {
        }

        // What a full disk took of a block that failed stays in its file, perhaps with a cut line; all that is missing is told.
        Assert.InRange(reader.DecisionCount, log.Written, 300);
        Assert.Equal(log.Failed, reader.LostCount);
    }

    [Fact]
    public void A_deleted_folder_comes_back()
    {
        var log = new DecisionLog(Options() with { MaximumFileBytes = 1, MaximumRetryPause = TimeSpan.FromMilliseconds(1) });
        RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
        Payment[] payments = LoggedPayments.Make(10);
        scorer.Score(in payments[0]);
        Assert.True(log.Flush(Patience));
        Directory.Delete(_folder, recursive: true);
        scorer.Score(in payments[1]);
        scorer.Score(in payments[2]);
        log.Dispose();
        Assert.Equal(3, log.Written);
        Assert.NotEmpty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void A_folder_that_can_not_be_made_is_told_at_the_start()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.ThrowsAny<IOException>(() => new DecisionLog(new DecisionLogOptions { Folder = Path.Combine(file, "logs") }));
    }

    [Fact]
    public void After_its_end_a_log_drops_and_counts()
    {
        var log = new DecisionLog(Options());
        RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
        log.Dispose();
        log.Dispose();
        scorer.Score(LoggedPayments.Make(1)[0]);
        Assert.Equal((0, 1), (log.Written, log.Dropped));
    }

    [Fact]
    public void A_sink_that_throws_does_not_disturb_decisions()
    {
        RiskScorer<Payment> scorer = LoggedPayments.Configure(RiskScorer.For(Payment.Reader), "big: Block if :amount: > 10").UseSink(new BrokenSink()).Build();
        Assert.Equal(RiskAction.Block, scorer.Score(LoggedPayments.Make(1)[0] with { Amount = 11 }).Action);
    }

    [Fact]
    public void Threads_record_without_losing_or_mixing()
    {
        const int Threads = 4;
        const int Each = 2_000;
        using (var log = new DecisionLog(Options() with { Capacity = Threads * Each }))
        {
            RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
            {
                foreach (Payment payment in LoggedPayments.Make(Each, thread))
                {
                    scorer.Score(payment with { Card = $"t{thread}", Amount = thread });
                }
            }))];
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());
            Assert.True(log.Flush(Patience));
            Assert.Equal((Threads * Each, 0, 0), (log.Written, log.Dropped, log.Failed));
        }

        using var reader = new DecisionLogReader([_folder]);
        int[] counts = new int[Threads];
        while (reader.Read())
        {
            int thread = (int)reader.Current!.Event.GetProperty("amount").GetDouble();
            Assert.Equal($"t{thread}", reader.Current.Event.GetProperty("card").GetString());
            counts[thread]++;
        }

        Assert.All(counts, static count => Assert.Equal(Each, count));
    }

    [Fact]
    public void Recording_allocates_nothing_once_its_slots_have_grown()
    {
        using var log = new DecisionLog(Options() with { Capacity = 64, FlushInterval = TimeSpan.FromMilliseconds(1) });
        RiskScorer<Payment> scorer = LoggedPayments.Configure(RiskScorer.For(Payment.Reader), "big: Block if :amount: > 900 and :card: != 'x'").UseSink(log).Build();
        Payment[] payments = LoggedPayments.Make(64);
        int next = 0;
        AllocationAssert.None(() => scorer.Score(in payments[next++ & 63]), calls: 2_000, warmUp: 20_000);
        Assert.True(log.Written + log.Dropped > 0);
    }

    private DecisionLogOptions Options() => new() { Folder = _folder };

    private JsonElement[] Lines() => [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).Select(static line => JsonDocument.Parse(line).RootElement)];

    private sealed class BrokenSink : IDecisionSink, IDecisionRecorder
    {
        public IDecisionRecorder Attach(DecisionSource source, AttributeLayoutBuilder layout) => this;

        public void Record(AttributeRow row, in RiskDecision decision) => throw new InvalidOperationException("told to fail");
    }
}
