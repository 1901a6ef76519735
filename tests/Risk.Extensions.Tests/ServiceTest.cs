using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Risk.Extensions.Tests;

/// <summary>A folder and a host for tests of a service's scorer.</summary>
public abstract class ServiceTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-service").FullName;

    protected string RulesFile => FileOf("payments.rules");

    protected string ModelFile => FileOf("model.json");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string FileOf(string name) => Path.Combine(_folder, name);

    /// <summary>Writes beside and renames over, as a careful deployment does, so that no reload can see half a file.</summary>
    protected string Write(string name, string content)
    {
        string path = FileOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }

    /// <summary>A logistic model of the amount: its probability is above one half from the amount on.</summary>
    protected static string ModelFrom(double amount) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $$"""{"kind":"logistic_regression","features":["amount"],"coefficients":[1],"intercept":{{-amount}}}""");

    protected static CardPayment Payment(decimal amount, string card = "c1") => new(card, amount, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected static Task<IHost> StartAsync(Action<RiskScoringBuilder<CardPayment>> configure) => StartAsync(services => services.AddRiskScoring(configure));

    protected static async Task<IHost> StartAsync(Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        add(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    protected static ReloadableScorer<CardPayment> ScorerOf(IHost host) => host.Services.GetRequiredService<ReloadableScorer<CardPayment>>();

    protected static async Task<HealthCheckResult> HealthAsync(IHost host) =>
        await new RiskScoringHealthCheck(host.Services.GetRequiredService<RiskScorers>()).CheckHealthAsync(new HealthCheckContext());

    /// <summary>Waits for a state that must come, however loaded the machine.</summary>
    protected static async Task WaitAsync(Func<bool> condition)
    {
        for (int i = 0; i < 3_000 && !condition(); i++)
        {
            await Task.Delay(20);
        }

        Assert.True(condition(), "the state did not come within a minute");
    }
}
