using System.IO.Compression;
using System.Numerics;
using Risk.Events;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Planning;

/// <summary>The truths of 1,000 rules on 2,000 events, matched and undetermined, as a plain evaluator outside the project found them.</summary>
public sealed class WorkloadTruthTests
{
    private static readonly string Folder = Path.Combine(TestProject.RepositoryRoot, "benchmarks", "data", "rules-workload");

    // All rules at once, and in sets of 200, which are of the size that compact plans are for.
    public static TheoryData<string, int> Strategies
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string strategy in RuleStrategies.All)
            {
                data.Add(strategy, strategy.StartsWith(RuleStrategies.Compact, StringComparison.Ordinal) ? 200 : 1_000);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Every_strategy_finds_the_truth_of_every_rule_on_every_event(string strategy, int rulesInSet)
    {
        EventSchema schema = EventSchemaFile.Load(Path.Combine(Folder, "schema.json")).Schema;
        RuleSet rules = RuleSet.Parse(string.Join('\n', Lines("rules-1000.rules.gz")), schema);
        var layout = new AttributeLayoutBuilder(schema);
        IRuleProgram program = new RuleSlices(rules, rulesInSet, layout, strategy);
        Assert.StartsWith(strategy, program.Strategy, StringComparison.Ordinal);
        AttributeRow row = layout.Build().CreateRow();
        var reader = new JsonEventReader(schema);

        var matched = new ulong[RuleCountWords(program)];
        var undetermined = new ulong[matched.Length];
        var matchedOnly = new ulong[matched.Length];
        int matches = 0;
        int unknowns = 0;
        int number = 0;
        using IEnumerator<string> truths = ReadTruths().GetEnumerator();
        foreach (string line in Lines("events.jsonl.gz"))
        {
            number++;
            Assert.True(truths.MoveNext());
            row.Clear();
            reader.Read(JsonEvent.FromText(line), row);
            program.Evaluate(row, matched, undetermined);
            program.Evaluate(row, matchedOnly, []);

            Assert.Equal(truths.Current, $"{number}\t{Describe(matched, rules)}\t{Describe(undetermined, rules)}");
            Assert.Equal(matched, matchedOnly);
            matches += matched.Sum(BitOperations.PopCount);
            unknowns += undetermined.Sum(BitOperations.PopCount);
        }

        Assert.Equal((2_000, 60_012, 99_027), (number, matches, unknowns));
    }

    private static int RuleCountWords(IRuleProgram program) => (program.RuleCount + 63) / 64;

    private static IEnumerable<string> ReadTruths() => Lines("truth-1000.tsv.gz").Skip(1);

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Folder, file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static string Describe(ulong[] bits, RuleSet rules) =>
        string.Join(',', Enumerable.Range(0, rules.Rules.Count).Where(rule => ((bits[rule / 64] >> (rule % 64)) & 1) != 0).Select(rule => rules.Rules[rule].Id));
}
