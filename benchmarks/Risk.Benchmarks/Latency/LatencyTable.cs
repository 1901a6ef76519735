using System.Globalization;
using System.Runtime.CompilerServices;
using Risk.Benchmarks.EndToEnd;
using Risk.Events;

namespace Risk.Benchmarks.Latency;

/// <summary>
/// <c>latency [SECONDS]</c>: p50, p99, p99.9 and the maximum of single decisions, with 1 and 2 threads, without and with a reload going on, beside an empty timed loop:
/// what the control shows belongs to the machine.
/// </summary>
internal static class LatencyTable
{
    private static readonly TimeSpan BetweenReloads = TimeSpan.FromMilliseconds(50);

    private static readonly StrongBox<long> Clock = DecisionPayments.Clock();

    private static volatile RiskScorer<DecisionPayment>? _live;

    public static int Run(string[] arguments)
    {
        double seconds = arguments.Length > 0 && double.TryParse(arguments[0], CultureInfo.InvariantCulture, out double given) ? given : 3;
        var duration = TimeSpan.FromSeconds(seconds);
        Console.WriteLine("| single calls, ns | threads | calls | p50 | p99 | p99.9 | max |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        var control = new LatencyScenario("nothing (control)", static () => static () => { });
        Print(control, 1, duration);
        Print(control, 2, duration);
        IEventReader<DecisionPayment> reader = DecisionPayment.EventReader;
        RiskScorer<DecisionPayment> small = DecisionWorkload.Small(reader.Schema).Build(reader), full = DecisionWorkload.Full(reader.Schema).Build(reader);
        foreach (int threads in (int[])[1, 2])
        {
            Print(Scenario("logistic, 50 rules", () => small), threads, duration);
            Print(Scenario("8 windows, 100 trees, 200 rules", () => full), threads, duration);
            PrintWhileReloading(threads, duration);
        }

        return 0;
    }

    private static LatencyScenario Scenario(string name, Func<RiskScorer<DecisionPayment>> scorer) => new(name, () =>
    {
        var payments = new DecisionPayments(seed: 5, Clock);
        return () => scorer().Score(payments.Next());
    });

    // A service publishes a new snapshot with one write; building one beside the calls is what costs them caches and collections.
    private static void PrintWhileReloading(int threads, TimeSpan duration)
    {
        _live = DecisionWorkload.Small(DecisionPayment.EventReader.Schema).Build(DecisionPayment.EventReader);
        using var stop = new CancellationTokenSource();
        int reloads = 0;
        var reloading = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _live = DecisionWorkload.Small(DecisionPayment.EventReader.Schema).Build(DecisionPayment.EventReader);
                reloads++;
                stop.Token.WaitHandle.WaitOne(BetweenReloads);
            }
        });
        reloading.Start();
        Print(Scenario("logistic, 50 rules, reloading beside", static () => _live!), threads, duration);
        stop.Cancel();
        reloading.Join();
        Console.Error.WriteLine($"{reloads} reloads");
    }

    private static void Print(LatencyScenario scenario, int threads, TimeSpan duration)
    {
        LatencyHistogram found = scenario.Run(threads, duration);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {scenario.Name} | {threads} | {found.Count:N0} | {found.Percentile(0.5)} | {found.Percentile(0.99)} | {found.Percentile(0.999)} | {found.Maximum:N0} |"));
    }
}
