using Risk.Events;

namespace Risk.Evaluation.Tests.Backtesting;

/// <summary>The payments and rules of the samples, as files and candidates.</summary>
internal sealed class BacktestFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-backtest-").FullName;

    public static string Samples { get; } = Path.Combine(TestProject.RepositoryRoot, "samples", "data");

    public static string Events { get; } = Path.Combine(Samples, "card-stream", "events.jsonl");

    public static EventSchema Schema { get; } = EventSchemaFile.Load(Path.Combine(Samples, "card-stream", "schema.json")).Schema;

    public static string Rules { get; } = File.ReadAllText(Path.Combine(Samples, "payments.rules"));

    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>A candidate that decides by rules, and by their points where asked.</summary>
    public static BacktestCandidate ByRules(string name, string rules, EventSchema? schema = null, Risk.Rules.RuleSelection selection = Risk.Rules.RuleSelection.Radar) =>
        new(name, RiskScorer.For(new JsonEventReader(schema ?? Schema))
            .UseRules(RuleSet.Parse(rules, schema ?? Schema, new Risk.Rules.RuleSetOptions { Selection = selection }))
            .UsePolicy(policy => policy.Review(from: 20).Block(from: 60))
            .UseWindows(new VelocityStore(new VelocityOptions { Clock = null }))
            .Build());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
