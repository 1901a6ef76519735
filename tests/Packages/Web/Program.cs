// A user's service: starts, asks itself over HTTP, stops.
using System.Net.Http.Json;
using Risk;
using Risk.Extensions;

string rules = Path.Combine(AppContext.BaseDirectory, "payments.rules");
File.WriteAllText(rules, "big: Block if :amount: > 500 and :card_country: != :ip_country:\n");

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Services.AddRiskScoring<Payment>(risk => risk.UseRules(rules).UsePolicy(policy => policy.Review(from: 65).Block(from: 85)));
builder.Services.AddHealthChecks().AddCheck<RiskScoringHealthCheck<Payment>>("risk");
var app = builder.Build();
app.MapPost("/charge", (Payment payment, IRiskScorer<Payment> scorer) => scorer.Score(in payment).Action.ToString());
app.MapHealthChecks("/health");
await app.StartAsync();

using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
string blocked = await Charge(new Payment(620, "DE", "FR"));
string allowed = await Charge(new Payment(20, "DE", "DE"));
string health = await client.GetStringAsync("/health");
await app.StopAsync();

bool right = (blocked, allowed, health) == ("Block", "Allow", "Healthy");
Console.WriteLine(right ? "web: ok" : $"web: wrong answers {blocked}, {allowed}, {health}");
return right ? 0 : 1;

async Task<string> Charge(Payment payment) => await (await client.PostAsJsonAsync("/charge", payment)).Content.ReadAsStringAsync();

[RiskEvent]
internal readonly partial record struct Payment(decimal Amount, [property: Country] string? CardCountry, [property: Country] string? IpCountry);
