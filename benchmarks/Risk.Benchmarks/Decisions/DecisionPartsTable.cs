using System.Diagnostics;
using System.Globalization;
using Risk.Benchmarks.Targets;

namespace Risk.Benchmarks.Decisions;

/// <summary>
/// The command <c>parts [Full|Small [STRETCH…]]</c>: the stretches of <see cref="DecisionPartsBenchmarks"/> in turns of a few milliseconds, the best and the median of each and what each adds
/// to the one before.
/// </summary>
internal static class DecisionPartsTable
{
    private const int Rounds = 60;
    private const int Calls = 4_096;

    // The JIT replaces first-tier code a tenth of a second after it was called often, by instrumented code first.
    private const int WarmUps = 6;
    private const int TierUpMilliseconds = 150;

    private static readonly string[] Stretches =
    [
        nameof(DecisionPartsBenchmarks.Next), nameof(DecisionPartsBenchmarks.Clear), nameof(DecisionPartsBenchmarks.FillUnread), nameof(DecisionPartsBenchmarks.Fill),
        nameof(DecisionPartsBenchmarks.Read), nameof(DecisionPartsBenchmarks.Record), nameof(DecisionPartsBenchmarks.Vectorize), nameof(DecisionPartsBenchmarks.Predict),
        nameof(DecisionPartsBenchmarks.Evaluate), nameof(DecisionPartsBenchmarks.Decide),
    ];

    public static int Run(string[] args)
    {
        string[] stretches = args.Length > 1 ? args[1..] : Stretches;
        foreach (string scorer in args.Length == 0 ? ["Full", "Small"] : args[..1])
        {
            var benchmarks = new DecisionPartsBenchmarks { Scorer = scorer };
            benchmarks.Setup();
            Console.WriteLine(benchmarks.Describe());
            Action<int>[] loops = [.. stretches.Select(name => QuickTimer.LoopOver(benchmarks, typeof(DecisionPartsBenchmarks).GetMethod(name)!))];
            double[][] rounds = [.. loops.Select(static _ => new double[Rounds])];
            for (int i = 0; i < WarmUps; i++)
            {
                Measure(loops, rounds, 1);
                Thread.Sleep(TierUpMilliseconds);
            }

            Measure(loops, rounds, Rounds);
            Print(scorer, stretches, rounds);
        }

        return 0;
    }

    private static void Measure(Action<int>[] loops, double[][] rounds, int count)
    {
        for (int round = 0; round < count; round++)
        {
            for (int i = 0; i < loops.Length; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                loops[i](Calls);
                rounds[i][round] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Calls;
            }
        }
    }

    private static void Print(string scorer, string[] stretches, double[][] rounds)
    {
        Console.WriteLine($"{scorer,-12}   best  added  median");
        double before = 0;
        for (int i = 0; i < rounds.Length; i++)
        {
            Array.Sort(rounds[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stretches[i],-12} {rounds[i][0],6:F0} {rounds[i][0] - before,6:F0} {rounds[i][Rounds / 2],7:F0}"));
            before = rounds[i][0];
        }
    }
}
