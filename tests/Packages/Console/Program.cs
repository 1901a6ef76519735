// A user's console program: an event described by the generator, features, a model, rules, windows, a decision; and an event from CSV, read by a package that Risk.Evaluation brings.
using Risk;
using Risk.Evaluation;
using Risk.Events;
using Risk.Features;
using Risk.Models.Linear;

var schema = Payment.EventReader.Schema;
RiskScorer<Payment> scorer = RiskScorer.For<Payment>()
    .UsePipeline(FeaturePipeline.Build(schema, features => features.Add("amount", Feature.Number("amount").Log1p()).Add("country", Feature.Text("card_country").OneHot("DE"))))
    .UseModel(new LinearModel([0.5, -0.2], -2))
    .UseRules(RuleSet.Parse("busy: Review if count(:card:, 1h) >= 2 and :card_country: = 'DE'", schema))
    .UsePolicy(policy => policy.Review(from: 65).Block(from: 85))
    .UseWindows(new VelocityStore(new VelocityOptions { Clock = null }))
    .Build();
RiskDecision decision = default;
for (int minute = 0; minute < 3; minute++)
{
    decision = scorer.Score(new Payment("c1", 10, "DE", DateTimeOffset.UnixEpoch.AddMinutes(minute)));
}

using var events = new CsvEventReader(new MemoryStream("created_at,amount,card,card_country\n1970-01-02,\"12.5\",c1,DE\n"u8.ToArray()), schema);
var layout = new AttributeLayoutBuilder(schema);
layout.Use(schema.IndexOf("amount"), AttributeUse.Number);
AttributeRow row = layout.Build().CreateRow();
if (!events.Read(row) || row.GetNumber(schema.IndexOf("amount")) != 12.5 || events.Read(row))
{
    Console.WriteLine("console: the event from CSV is wrong");
    return 1;
}

bool right = decision is { Action: RiskAction.Review, Rule: "busy", Probability: > 0 and < 1 };
Console.WriteLine(right ? "console: ok" : $"console: wrong decision {decision.Action} by {decision.Rule} at {decision.Probability}");
return right ? 0 : 1;

[RiskEvent]
internal readonly partial record struct Payment([property: Key] string Card, decimal Amount, [property: Country] string? CardCountry, DateTimeOffset CreatedAt);
