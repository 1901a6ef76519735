using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Risk;
using Risk.Extensions;

namespace Checkout;

/// <summary>The service: payments in, decisions out, health, the live versions, and reloads on demand besides those that files bring about.</summary>
public static class CheckoutApp
{
    /// <summary>Builds the service; it starts only when model, rules, lists and policy are good.</summary>
    /// <param name="args">Settings as <c>--Risk:Payments:Rules=…</c>; those of appsettings.json hold otherwise.</param>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.ConfigureHttpJsonOptions(static options =>
        {
            // A context in the chain brings its types, not its names: those are of the options.
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, CheckoutJson.Default);
        });
        builder.Services.AddRiskScoring<Payment>(builder.Configuration.GetSection("Risk:Payments"), static risk => risk
            .UseWindows(new VelocityStore())
            .WarmUp(Payment.Usual));
        builder.Services.AddHealthChecks().AddCheck<RiskScoringHealthCheck>("risk");

        WebApplication app = builder.Build();
        app.MapPost("/payments", static (Payment payment, IRiskScorer<Payment> scorer) => Decision.From(scorer.Score(in payment)));
        app.MapPost("/payments/explain", static (Payment payment, IRiskScorer<Payment> scorer) => Explanation.From(scorer.Explain(in payment)));
        app.MapGet("/risk", static (RiskScorers scorers) => scorers.All.Select(static scorer => ScorerState.From(scorer.Status)).ToArray());
        app.MapPost("/risk/{name}/reload", static async (string name, RiskScorers scorers, CancellationToken cancellation) =>
            ScorerState.From(await scorers.ReloadAsync(name, cancellation)));
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteHealth });
        return app;
    }

    private static Task WriteHealth(HttpContext context, HealthReport report) =>
        context.Response.WriteAsync(report.Status + "\n" + string.Join('\n', report.Entries.Values.Select(static entry => entry.Description)));
}
