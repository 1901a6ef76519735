using HotReload;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Risk;
using Risk.Extensions;
using Risk.Scoring;

const string First = "big: Review if :amount: > 500\n";
const string Second = "big: Block if :amount: > 500 and :card_country: != :ip_country:\nlarge: Review if :amount: > 800\n";
const string Broken = "big: Block if :amount: > \nlarge: Review if :amuont: > 800\n";

string folder = Directory.CreateTempSubdirectory("risk-hot-reload-").FullName;
var rules = new RulesFile(Path.Combine(folder, "payments.rules"));
rules.Write(First);

HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services.AddRiskScoring<Payment>(risk => risk.UseRules(rules.Path).PollSources(TimeSpan.FromMilliseconds(50)));
using IHost host = builder.Build();
await host.StartAsync();
var scorer = host.Services.GetRequiredService<ReloadableScorer<Payment>>();
var payment = new Payment(620, "DE", "FR");
Console.WriteLine($"at start:         {Decide(scorer)}");

ReloadStatus status = await rules.ReplaceAsync(Second, scorer);
Console.WriteLine($"after a change:   {Decide(scorer)}; current: {status.IsCurrent}");

status = await rules.ReplaceAsync(Broken, scorer);
Console.WriteLine($"after a mistake:  {Decide(scorer)}; current: {status.IsCurrent}, because");
foreach (RiskDiagnostic problem in status.Problems)
{
    Console.WriteLine($"  line {problem.Line}: {problem.Code}");
}

// A candidate sees every payment beside the live rules and decides nothing.
RiskScorer<Payment> candidate = RiskScorer.For<Payment>().UseRules(RuleSet.Parse("big: Block if :amount: > 300", Payment.EventReader.Schema)).Build();
var shadowing = new ShadowingScorer<Payment>(scorer, ("from 300", candidate));
for (int amount = 100; amount <= 1_000; amount += 100)
{
    shadowing.Score(new Payment(amount, "DE", "DE"));
}

ShadowComparison comparison = shadowing.Comparisons[0];
Console.WriteLine(FormattableString.Invariant(
    $"shadow '{comparison.Name}': {comparison.ComparedCount} compared, {comparison.Agreement:P0} agree, {comparison.Count(RiskAction.Allow, RiskAction.Block)} that were allowed it would block"));
await host.StopAsync();
Directory.Delete(folder, recursive: true);

string Decide(IRiskScorer<Payment> live)
{
    RiskDecision decision = live.Score(in payment);
    return $"{decision.Action} by {decision.Rule}";
}
