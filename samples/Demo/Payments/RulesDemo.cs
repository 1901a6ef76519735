using System.Globalization;
using System.Text.Json;
using Risk;
using Risk.Events;
using Risk.Rules;
using Risk.Scoring;
using Risk.Velocity;
using Spectre.Console;

namespace Demo.Payments;

/// <summary>Payments: a rule book over 2,000 payments, with what every rule hit and how much fraud it caught.</summary>
internal static class RulesDemo
{
    public static void Run()
    {
        EventSchema schema = EventSchemaFile.Load(DemoData.Path("card-stream", "schema.json")).Schema;
        RuleSet rules = RuleSet.Load(DemoData.Path("payments.rules"), schema);
        JsonEvent[] payments = [.. File.ReadLines(DemoData.Path("card-stream", "events.jsonl")).Select(JsonEvent.FromText)];
        bool[] frauds = [.. payments.Select(static payment => IsFraud(payment))];
        AnsiConsole.Write(new Spectre.Console.Rule($"[bold]Payments: {rules.Rules.Count} rules over {payments.Length} payments, {frauds.Count(static fraud => fraud)} of them fraud[/]").LeftJustified());

        var hits = new RuleHits(rules);
        RuleEvaluator evaluator = rules.CreateEvaluator(Store());
        AttributeRow row = evaluator.CreateRow();
        RuleMatches matches = evaluator.CreateMatches();
        var reader = new JsonEventReader(schema);
        for (int i = 0; i < payments.Length; i++)
        {
            row.Clear();
            reader.Read(in payments[i], row);
            evaluator.Windows?.ReadAndRecord(row);
            hits.Add(evaluator.Evaluate(row, matches), frauds[i]);
        }

        hits.Print();
        Table speed = Latency.CreateTable();
        RiskScorer<JsonEvent> scorer = RiskScorer.For(new JsonEventReader(schema)).UseRules(rules).UseWindows(Store()).Build();
        foreach (JsonEvent payment in payments)
        {
            scorer.Score(in payment);
        }

        Latency.Measure(speed, "JSON bytes to decision, rules, windows read late", payments.Length, i => scorer.Preview(in payments[i]));
        AnsiConsole.Write(speed);
    }

    private static VelocityStore Store() => new(new VelocityOptions { Clock = null });

    private static bool IsFraud(JsonEvent payment)
    {
        using JsonDocument document = JsonDocument.Parse(payment.Utf8);
        return document.RootElement.GetProperty("is_fraud").GetBoolean();
    }
}
