using CustomModel;
using Risk;
using Risk.Events;
using Risk.Features;
using Risk.Scoring;

EventSchema schema = Login.EventReader.Schema;
var model = new NaiveBayes(
    priorOfBad: 0.02,
    good: [new Gaussian(4.5, 1.5), new Gaussian(1.5, 1.6)],
    bad: [new Gaussian(0.8, 0.9), new Gaussian(6.5, 2)],
    "seconds_to_type", "log_kilometres");

// The user's model takes the place of any other: the same pipeline, rules and policy around it, and rules can ask for its score.
RiskScorer<Login> scorer = RiskScorer.For<Login>()
    .UsePipeline(FeaturePipeline.Build(schema, features => features
        .AddNumbers("seconds_to_type")
        .Add("log_kilometres", Feature.Number("kilometres_from_last").Log1p())))
    .UseModel(model)
    .UseRules(RuleSet.Parse("tired-of-trying: Block if :failed_attempts: >= 5 and :risk_score: > 10 because 'Many failed attempts'", schema))
    .UsePolicy(policy => policy.Challenge(from: 30).Block(from: 95))
    .Build();

foreach (Login login in (Login[])
[
    new("anna", SecondsToType: 4.2, KilometresFromLast: 3, FailedAttempts: 0),
    new("ben", SecondsToType: 1.9, KilometresFromLast: 240, FailedAttempts: 1),
    new("cleo", SecondsToType: null, KilometresFromLast: 900, FailedAttempts: 6),
    new("dora", SecondsToType: 0.3, KilometresFromLast: 8_400, FailedAttempts: 0),
])
{
    RiskDecision decision = scorer.Score(in login);
    Console.WriteLine(FormattableString.Invariant($"{login.Account,-5} {decision.Probability,6:0.000}  {decision.Action,-9} {decision.Rule ?? "by the policy"}  {decision.Flags}"));
}
