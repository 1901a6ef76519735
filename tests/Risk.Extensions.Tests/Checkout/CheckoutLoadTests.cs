using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Checkout;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using CheckoutPayment = Checkout.Payment;

namespace Risk.Extensions.Tests.Checkout;

/// <summary>Alone, so that the memory it measures is its own.</summary>
[CollectionDefinition(nameof(CheckoutLoad), DisableParallelization = true)]
public sealed class CheckoutLoad;

/// <summary>
/// The sample over real HTTP under load while its model and rules are swapped hundreds of times, bad ones among them. What a client sees is checked against the versions
/// that each pair of model and rules must have, computed beforehand without the service.
/// </summary>
[Collection(nameof(CheckoutLoad))]
public sealed class CheckoutLoadTests(ITestOutputHelper output) : ServiceTest
{
    private const int Models = 5;
    private const int RuleSets = 7;
    private const int Callers = 4;

    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentQueue<string> _torn = new();
    private readonly Dictionary<string, (int Model, int Rules)> _pairs = [];
    private readonly double[] _probabilities = new double[Models];
    private long _requests;

    private static int Swaps => LongTests.Enabled ? 3_000 : 400;

    [Fact]
    public async Task No_request_fails_and_no_decision_is_torn_while_files_are_swapped()
    {
        ComputeExpectations();
        Swap(0, 0);
        await using WebApplication app = await StartAsync();
        using HttpClient client = ClientOf(app);
        using var stop = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(client, caller, stop.Token)))];

        int refused = 0;
        long before = 0;
        for (int swap = 1; swap <= Swaps; swap++)
        {
            bool bad = swap % 4 == 0;
            if (bad)
            {
                Break(swap);
            }
            else
            {
                Swap(swap % Models, swap % RuleSets);
            }

            ScorerState state = await ReloadAsync(client);
            Assert.True(bad ? state.Result == "refused" : state.Result is "published" or "unchanged", $"swap {swap}: {state}");
            refused += bad ? 1 : 0;
            await RequestsAsync(20);
            if (swap == Swaps / 4)
            {
                before = HeapBytes();
            }
        }

        long after = HeapBytes();
        await stop.CancelAsync();
        await Task.WhenAll(callers);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"requests {_requests}, swaps {Swaps}, bad swaps {refused}, failures {_failures.Count}, torn {_torn.Count}, memory {before / 1e6:F1} MB after a quarter, {after / 1e6:F1} MB at the end"));

        Assert.Empty(_failures);
        Assert.Empty(_torn);
        Assert.True(after - before < 8_000_000, $"memory grew from {before:N0} to {after:N0} bytes over {Swaps * 3 / 4} swaps");
    }

    [Fact]
    public async Task A_file_that_is_saved_goes_live_without_being_told()
    {
        ComputeExpectations();
        Swap(0, 0);
        await using WebApplication app = await StartAsync();
        using HttpClient client = ClientOf(app);
        Assert.Equal("Healthy", await HealthLineAsync(client));

        Write("payments.rules", Rules(3));
        await UntilAsync(async () => (await DecideAsync(client)).Rule == "rule-3");

        Write("payments.rules", "rule-4: Block if");
        await UntilAsync(async () => await HealthLineAsync(client) == "Degraded");
        Assert.Equal("rule-3", (await DecideAsync(client)).Rule);

        Write("payments.rules", Rules(4));
        await UntilAsync(async () => (await DecideAsync(client)).Rule == "rule-4");
        await UntilAsync(async () => await HealthLineAsync(client) == "Healthy");
    }

    private static string Rules(int generation) => $"rule-{generation}: Review if :amount: > {generation}";

    private static string Model(int generation) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"kind":"logistic_regression","features":["amount"],"coefficients":[0.001],"intercept":{{generation - 3}}}""");

    private static HttpClient ClientOf(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };

    private static async Task<Decision> DecideAsync(HttpClient client)
    {
        using HttpResponseMessage response = await PostAsync(client, CancellationToken.None);
        return (await JsonSerializer.DeserializeAsync<Decision>(await response.Content.ReadAsStreamAsync(), JsonSerializerOptions.Web))!;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, CancellationToken cancellation) => client.PostAsync(
        "/payments",
        new StringContent(
            """{"card_fingerprint":"c1","amount":100,"card_country":"DE","ip_country":"DE","email_domain":"mail.example","customer_age_days":10,"created_at":"2026-03-01T12:00:00Z"}""",
            System.Text.Encoding.UTF8,
            "application/json"),
        cancellation);

    private static async Task<string> HealthLineAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync("/health");
        return (await response.Content.ReadAsStringAsync()).Split('\n')[0];
    }

    private static async Task<ScorerState> ReloadAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.PostAsync("/risk/Payment/reload", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ScorerState>())!;
    }

    private static long HeapBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).HeapSizeBytes;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 3_000 && !await condition(); i++)
        {
            await Task.Delay(20);
        }

        Assert.True(await condition(), "the state did not come within a minute");
    }

    private async Task<WebApplication> StartAsync()
    {
        WebApplication app = CheckoutApp.Build(
        [
            $"--contentRoot={Path.GetDirectoryName(ModelFile)}", "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Risk:Payments:Model={ModelFile}", $"--Risk:Payments:Rules={RulesFile}", "--Risk:Payments:Policy:Block=99",
        ]);
        await app.StartAsync();
        return app;
    }

    // Every pair has its own version, which is the fingerprint of its parts: what the service answers with must be the pair that the version stands for.
    private void ComputeExpectations()
    {
        for (int model = 0; model < Models; model++)
        {
            IRiskModel loaded = RiskModel.Load(System.Text.Encoding.UTF8.GetBytes(Model(model)));
            for (int rules = 0; rules < RuleSets; rules++)
            {
                RiskScorer<Payment> scorer = RiskScorer.For<CheckoutPayment>()
                    .UseModel(loaded)
                    .UseRules(RuleSet.Parse(Rules(rules), CheckoutPayment.EventReader.Schema))
                    .UsePolicy(static policy => policy.Block(from: 99))
                    .Build();
                _pairs.Add(scorer.Version, (model, rules));
                _probabilities[model] = scorer.Preview(new CheckoutPayment("c1", 100, "DE", "DE", "mail.example", 10, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))).Probability;
            }
        }
    }

    private void Swap(int model, int rules)
    {
        Write("model.json", Model(model));
        Write("payments.rules", Rules(rules));
    }

    private void Break(int swap)
    {
        switch (swap / 4 % 5)
        {
            case 0:
                Write("payments.rules", "rule-1: Review if :amuont: > 1");
                break;
            case 1:
                Write("model.json", Model(1)[..40]);
                break;
            case 2:
                File.Delete(ModelFile);
                break;
            case 3:
                File.WriteAllBytes(ModelFile, [0x1f, 0x8b, 8, 0, 1, 2, 3]);
                break;
            default:
                Write("payments.rules", "");
                Write("model.json", "{}");
                break;
        }
    }

    private async Task CallAsync(HttpClient client, int caller, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage response = await PostAsync(client, CancellationToken.None);
                string body = await response.Content.ReadAsStringAsync(CancellationToken.None);
                Interlocked.Increment(ref _requests);
                if (!response.IsSuccessStatusCode)
                {
                    _failures.Enqueue($"caller {caller}: {response.StatusCode} {body}");
                    continue;
                }

                Check(JsonSerializer.Deserialize<Decision>(body, JsonSerializerOptions.Web)!);
            }
            catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException)
            {
                _failures.Enqueue($"caller {caller}: {exception.Message}");
            }
        }
    }

    private void Check(Decision decision)
    {
        if (!_pairs.TryGetValue(decision.Version, out (int Model, int Rules) pair))
        {
            _torn.Enqueue($"unknown version {decision.Version}");
        }
        else if (decision.Rule != $"rule-{pair.Rules}" || decision.Probability != _probabilities[pair.Model])
        {
            _torn.Enqueue($"version of model {pair.Model} and rules {pair.Rules} came with {decision.Rule} and {decision.Probability}");
        }
    }

    /// <summary>Waits until so many more requests were answered, so that every snapshot decides some.</summary>
    private async Task RequestsAsync(int count)
    {
        long until = Interlocked.Read(ref _requests) + count;
        while (Interlocked.Read(ref _requests) < until)
        {
            Assert.Empty(_failures);
            await Task.Delay(1);
        }
    }
}
