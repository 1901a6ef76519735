using System.IO.Compression;
using Risk.Scoring.Recording;
using Risk.Scoring.Replay;
using Xunit;

namespace Risk.Core.Tests.Scoring.Recording;

public sealed class DecisionReplayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-replay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ten_thousand_decisions_come_out_with_the_same_bits()
    {
        Record(LoggedPayments.Make(10_000));

        List<long> progress = [];
        ReplayReport report = Replay(options: new ReplayOptions { Progress = progress.Add });

        Assert.Empty(report.Differences);
        Assert.Empty(report.Problems);
        Assert.Empty(report.Notes);
        Assert.Equal((10_000, 0, 0), (report.Decisions, report.Different, report.BadLines));
        Assert.True(report.IsExact);
        Assert.Equal(11, progress.Count);
        Assert.Equal(10_000, Assert.Single(report.Versions).Value);

        // The log is worth something only when it holds all kinds of decisions.
        Assert.Equal(4, Decisions().Select(static decision => decision.Action).Distinct().Count());
        Assert.Contains(Decisions(), static decision => decision.Rule == "busy");
        Assert.Contains(Decisions(), static decision => decision.Rule == "much");
        Assert.Contains(Decisions(), static decision => (decision.Flags & DecisionFlags.MissingFeatures) != 0);
    }

    [Fact]
    public void A_changed_rule_lists_what_it_changes()
    {
        Record(LoggedPayments.Make(500));

        ReplayReport report = Replay(LoggedPayments.Rules.Replace("> 900", "> 700", StringComparison.Ordinal));

        Assert.False(report.IsExact);
        Assert.InRange(report.Different, 1, 100);
        Assert.Equal(report.Different, report.Differences.Count);
        Assert.All(report.Differences, static difference => Assert.Contains(difference.Fields, static field => field is { Field: "rule", Replayed: "foreign" }));
        Assert.Contains(report.Notes, static note => note.Contains("had other parts: rules", StringComparison.Ordinal));
        Assert.Contains("rule none → foreign", string.Join('\n', report.Differences), StringComparison.Ordinal);
        Assert.Equal(report.OtherAction, report.Fields.GetValueOrDefault("action"));
    }

    [Fact]
    public void A_changed_model_differs_in_probabilities()
    {
        Record(LoggedPayments.Make(200));

        ReplayReport report = Replay(weight: 0.2100001);

        Assert.InRange(report.Fields["probability"], 150, 200);
        Assert.Equal(report.Fields["probability"], report.Fields["score"]);
        Assert.Contains(report.Notes, static note => note.Contains("had other parts: model", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_that_can_not_be_read_are_told_together_with_their_numbers()
    {
        Record(LoggedPayments.Make(50));
        string file = Directory.EnumerateFiles(_folder).Single();
        string[] lines = File.ReadAllLines(file);
        lines[4] = "{\"by\":1,";
        lines[6] = "[]";
        lines[9] = lines[9].Replace("\"action\":\"", "\"action\":\"un", StringComparison.Ordinal);
        lines[11] = lines[11].Replace("\"event\":", "\"evnt\":", StringComparison.Ordinal);
        lines[^1] = lines[^1][..^20];
        File.WriteAllText(file, string.Join('\n', lines));

        ReplayReport report = Replay();

        Assert.Equal((45, 0, 5), (report.Decisions, report.Different, report.BadLines));
        Assert.Equal([5, 7, 10, 12, lines.Length], report.Problems.Select(static problem => problem.Line));
        Assert.Equal(["RL002", "RL003", "RL003", "RL003", "RL002"], report.Problems.Select(static problem => problem.Code));
        Assert.False(report.IsExact);
    }

    [Fact]
    public void Packed_logs_and_folders_are_read_and_other_formats_refused()
    {
        Record(LoggedPayments.Make(20));
        string file = Directory.EnumerateFiles(_folder).Single();
        using (Stream packed = new GZipStream(File.Create(Path.Combine(_folder, "a.jsonl.gz")), CompressionLevel.Fastest))
        {
            packed.Write(File.ReadAllBytes(file));
        }

        File.WriteAllText(Path.Combine(_folder, "z.jsonl"), "{\"log\":\"risk-decisions\",\"format\":9}\n");
        ReplayReport report = Replay();
        Assert.Equal((40, 0, 1), (report.Decisions, report.Different, report.BadLines));
        Assert.Equal("RL004", Assert.Single(report.Problems).Code);

        Assert.Equal("RL001", Assert.Throws<RiskFormatException>(() => new DecisionLogReader([Path.Combine(_folder, "none.jsonl")])).Diagnostics[0].Code);
    }

    [Fact]
    public void Differences_are_listed_to_a_number_and_counted_beyond()
    {
        Record(LoggedPayments.Make(100));
        int told = 0;
        ReplayReport report = Replay(weight: 0.3, options: new ReplayOptions { MaximumDifferences = 5, Difference = _ => told++ });
        Assert.Equal(5, report.Differences.Count);
        Assert.Equal(report.Different, told);
    }

    [Fact]
    public void A_replay_can_be_cancelled()
    {
        Record(LoggedPayments.Make(5));
        Assert.Throws<OperationCanceledException>(() => Replay(options: new ReplayOptions { Cancellation = new CancellationToken(canceled: true) }));
    }

    [Fact]
    public void What_the_log_does_not_have_is_noted()
    {
        Record(LoggedPayments.Make(30));
        ReplayReport report = Replay(LoggedPayments.Rules + "\nnew: Block if distinct(:ip_country:, :card:, 7d) > 9");
        Assert.Contains(report.Notes, static note => note.StartsWith("windows that are read now", StringComparison.Ordinal));
    }

    private void Record(Payment[] payments)
    {
        using var log = new DecisionLog(new DecisionLogOptions { Folder = _folder, Capacity = 1 << 14 });
        RiskScorer<Payment> scorer = LoggedPayments.Scorer(log);
        foreach (Payment payment in payments)
        {
            scorer.Score(in payment);
        }

        Assert.True(log.Flush(TimeSpan.FromMinutes(2)));
        Assert.Equal((payments.Length, 0), (log.Written, log.Dropped));
    }

    private ReplayReport Replay(string? rules = null, double weight = 0.21, ReplayOptions? options = null) =>
        DecisionReplay.Run([_folder], Payment.Reader.Schema, builder => LoggedPayments.Configure(builder, rules, weight), options);

    private IEnumerable<(RiskAction Action, string? Rule, DecisionFlags Flags)> Decisions()
    {
        using var reader = new DecisionLogReader([_folder]);
        while (reader.Read())
        {
            yield return (reader.Current!.Action, reader.Current.Rule, reader.Current.Flags);
        }
    }
}
