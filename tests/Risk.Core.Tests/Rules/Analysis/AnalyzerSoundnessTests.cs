using System.IO.Compression;
using Risk.Core.Tests.Rules.Planning;
using Risk.Events;
using Risk.Rules;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Analysis;

/// <summary>
/// Whatever the analyser says of a rule holds on every event, as the reference evaluator sees it: over the workload and its
/// 2,000 events, and over generated rules and events made to break them. A warning that one event refutes is a false alarm.
/// </summary>
public sealed class AnalyzerSoundnessTests
{
    private const int Thresholds = 4;

    [Fact]
    public void No_event_of_the_workload_refutes_a_warning_about_its_rules()
    {
        string folder = Path.Combine(TestProject.RepositoryRoot, "benchmarks", "data", "rules-workload");
        EventSchema schema = EventSchemaFile.Load(Path.Combine(folder, "schema.json")).Schema;
        string[] lines = [.. Lines(Path.Combine(folder, "rules-1000.rules.gz")).Where(static line => line.StartsWith('r'))];

        // Every rule once more: as it is, narrowed, contradicted and made trivial, so that the analyser has much to say.
        string[] conditions = [.. lines.Select(static line => line[(line.IndexOf(" if ", StringComparison.Ordinal) + 4)..])];
        string[] variants = [.. conditions.Take(100).SelectMany(static (condition, i) => (string[])
            [$"same{i}: Block if {condition}", $"narrow{i}: Block if ({condition}) and :amount_in_usd: > {i}", $"never{i}: Block if ({condition}) and not ({condition})", $"always{i}: Block if ({condition}) or not ({condition})"])];
        RuleSet rules = RuleSet.Parse(string.Join('\n', [.. lines, .. variants]), schema);
        var verdicts = new RuleVerdicts(rules);
        var reader = new JsonEventReader(schema);
        foreach (string line in Lines(Path.Combine(folder, "events.jsonl.gz")))
        {
            verdicts.Check(row => reader.Read(JsonEvent.FromText(line), row));
        }

        Assert.Equal(2_000, verdicts.Events);
        Assert.Superset(new HashSet<string> { "RR080", "RR081", "RR082", "RR083" }, verdicts.Codes);
        Assert.InRange(verdicts.Count, 200, int.MaxValue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_adversarial_event_refutes_a_warning_about_generated_rules(int seed)
    {
        var random = new RandomRules(seed);
        var verdicts = new RuleVerdicts(StrategyProperties.Parse(Short(seed, 150) + random.Source(60)));
        for (int i = 0; i < 2_000; i++)
        {
            verdicts.Check(random.Fill);
        }

        Assert.Equal(2_000, verdicts.Events);
        Assert.InRange(verdicts.Count, 20, int.MaxValue);
    }

    // Short conditions over few values, so that rules often meet.
    private static string Short(int seed, int count)
    {
        var random = new Random(seed);
        string Predicate() => random.Next(9) switch
        {
            0 => random.Next(2) == 0 ? ":b1:" : "coalesce(:b1:, true)",
            1 => $":t1: {(random.Next(2) == 0 ? "=" : "!=")} '{"kKa\u212A\u0131"[random.Next(5)]}'",
            2 => $":t1: {(random.Next(2) == 0 ? "in" : "not in")} ('a', '{"kiI"[random.Next(3)]}', '')",
            3 => random.Next(2) == 0 ? "is_missing(:n1:)" : "exists(:t1:)",
            4 => $":n1: {(random.Next(2) == 0 ? "<" : ">=")} :n2:",
            5 => $":t1: {(random.Next(2) == 0 ? "=" : "!=")} :t2:",
            6 => $":n1: in ({random.Next(Thresholds)}, 9007199254740993)",
            7 => $"coalesce(:n1:, {random.Next(Thresholds)}) > 1",
            _ => $":n1: {(random.Next(2) == 0 ? "<=" : ">")} {random.Next(Thresholds)}",
        };
        return string.Concat(Enumerable.Range(0, count).Select(i =>
        {
            string join = random.Next(2) == 0 ? " and " : " or ";
            string condition = string.Join(join, Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) == 0 ? $"not ({Predicate()})" : Predicate()));
            return $"s{i}: {(random.Next(2) == 0 ? "Block" : "Review")} if {condition}\n";
        }));
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
