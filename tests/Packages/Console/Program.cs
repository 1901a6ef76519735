// A user's console program: an event described by the generator, features, a model, rules, windows, a decision.
using Risk;
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

bool right = decision is { Action: RiskAction.Review, Rule: "busy", Probability: > 0 and < 1 };
Console.WriteLine(right ? "console: ok" : $"console: wrong decision {decision.Action} by {decision.Rule} at {decision.Probability}");
return right ? 0 : 1;

[RiskEvent]
internal readonly partial record struct Payment([property: Key] string Card, decimal Amount, [property: Country] string? CardCountry, DateTimeOffset CreatedAt);
