// Published self-contained and trimmed, and as native code, then run, by `build.sh verify`: what the trimmer removes too much of
// fails here.
using System.Text;
using Risk;
using Risk.Events;
using Risk.Features;
using Risk.Models.Linear;
using Risk.Scoring;
using Risk.Velocity;

EventSchema schema = EventSchemaFile.Parse(Encoding.UTF8.GetBytes(
    """{"attributes":[{"name":"amount","type":"number"},{"name":"card","type":"token"},{"name":"country","type":"country"},{"name":"at","type":"timestamp"}]}""")).Schema;
RiskScorer<JsonEvent> scorer = RiskScorer.For(new JsonEventReader(schema))
    .UsePipeline(FeaturePipeline.Build(schema, pipeline => pipeline.Add("amount", Feature.Number("amount").Log1p()).Add("country", Feature.Text("country").OneHot("DE", "FR"))))
    .UseModel(new LinearModel([0.5, -0.2, 0.3], -2))
    .UseRules(RuleSet.Parse("busy: Review if count(:card:, 1h) >= 2 and :country: = 'DE'", schema))
    .UseWindows(new VelocityStore())
    .UsePolicy(policy => policy.Block(from: 80))
    .Build();
RiskDecision last = default;
for (int i = 0; i < 3; i++)
{
    last = scorer.Score(JsonEvent.FromText("""{"amount":12.5,"card":"c1","country":"DE","at":"2026-01-01T00:00:00Z"}"""));
}

// The bits of many scores in one number, so that two ways of compiling can be compared by what they print.
string[] countries = ["DE", "FR", "US"];
ulong bits = 14695981039346656037;
for (int i = 0; i < 999; i++)
{
    string amount = (0.37 * i * i).ToString(System.Globalization.CultureInfo.InvariantCulture);
    RiskDecision decision = scorer.Score(JsonEvent.FromText($$"""{"amount":{{amount}},"card":"c{{i % 50}}","country":"{{countries[i % 3]}}","at":"2026-01-01T01:00:00Z"}"""));
    bits = (bits ^ BitConverter.DoubleToUInt64Bits(decision.Probability)) * 1099511628211;
}

bool passed = last.Action == RiskAction.Review && last.Rule == "busy" && last.Probability is > 0 and < 1;
Console.WriteLine(passed ? $"trimmed app: ok, 999 scores with the bits {bits:x16}" : $"trimmed app: wrong decision {last.Action} by {last.Rule} at {last.Probability}");
return passed ? 0 : 1;
