using System.Diagnostics;
using System.Reflection;

namespace Risk.Benchmarks.Targets;

/// <summary>
/// Times methods without parameters in this process: each warmed up until the JIT is done with it, then measured in turns with its peer, so that both see the same
/// machine; the median of the turns counts. Seconds instead of BenchmarkDotNet's minutes; right to some percent.
/// </summary>
internal static class QuickTimer
{
    private const int Turns = 11;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(40);

    private static readonly MethodInfo OfFunction = typeof(QuickTimer).GetMethod(nameof(Function), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Nanoseconds a call of each loop.</summary>
    public static double[] Measure(params IReadOnlyList<Action<int>> loops)
    {
        int[] calls = [.. loops.Select(CallsPerTurn)];
        double[][] turns = [.. loops.Select(static _ => new double[Turns])];
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < loops.Count; i++)
            {
                turns[i][turn] = Nanoseconds(loops[i], calls[i]) / calls[i];
            }
        }

        return [.. turns.Select(static times => times.Order().ElementAt(Turns / 2))];
    }

    /// <summary>A loop over a method, through a typed delegate so that nothing is boxed.</summary>
    public static Action<int> LoopOver(object instance, MethodInfo method)
    {
        if (method.ReturnType == typeof(void))
        {
            Action action = method.CreateDelegate<Action>(instance);
            return calls =>
            {
                for (int i = 0; i < calls; i++)
                {
                    action();
                }
            };
        }

        Delegate function = method.CreateDelegate(typeof(Func<>).MakeGenericType(method.ReturnType), instance);
        return (Action<int>)OfFunction.MakeGenericMethod(method.ReturnType).Invoke(null, [function])!;
    }

    private static Action<int> Function<T>(Delegate function)
    {
        var typed = (Func<T>)function;
        return calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                Sink<T>.Value = typed();
            }
        };
    }

    private static int CallsPerTurn(Action<int> loop)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 1;
        double nanoseconds;
        do
        {
            nanoseconds = Nanoseconds(loop, calls);
            calls = nanoseconds < Turn.TotalNanoseconds / 4 ? calls * 2 : calls;
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);
        return Math.Max(1, (int)(calls * Turn.TotalNanoseconds / nanoseconds));
    }

    private static double Nanoseconds(Action<int> loop, int calls)
    {
        long before = Stopwatch.GetTimestamp();
        loop(calls);
        return Stopwatch.GetElapsedTime(before).TotalNanoseconds;
    }

    private static class Sink<T>
    {
        public static T? Value { get; set; }
    }
}
