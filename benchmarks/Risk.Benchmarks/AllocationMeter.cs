using System.Reflection;

namespace Risk.Benchmarks;

/// <summary>Counts the bytes that a method without parameters allocates, through a typed delegate, so that its result is not boxed.</summary>
internal static class AllocationMeter
{
    private const int Attempts = 5;
    private const int Calls = 256;

    // The JIT waits a tenth of a second before it replaces code of the first tier.
    private const int TierUpMilliseconds = 150;

    private static readonly MethodInfo OfFunction =
        typeof(AllocationMeter).GetMethod(nameof(CountFunction), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The mean bytes of a call, the least of some attempts: code of the first tier boxes what optimized code does not.</summary>
    public static double BytesPerCall(object instance, MethodInfo method)
    {
        Func<long> count;
        if (method.ReturnType == typeof(void))
        {
            Action action = method.CreateDelegate<Action>(instance);
            count = () => CountAction(action);
        }
        else
        {
            Type function = typeof(Func<>).MakeGenericType(method.ReturnType);
            count = OfFunction.MakeGenericMethod(method.ReturnType)
                .CreateDelegate<Func<Delegate, Func<long>>>()(method.CreateDelegate(function, instance));
        }

        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least != 0; attempt++)
        {
            if (attempt > 0)
            {
                Thread.Sleep(TierUpMilliseconds);
            }

            count();
            least = Math.Min(least, count());
        }

        return (double)least / Calls;
    }

    private static long CountAction(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Func<long> CountFunction<T>(Delegate function)
    {
        var typed = (Func<T>)function;
        return () =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                Sink<T>.Value = typed();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        };
    }

    private static class Sink<T>
    {
        public static T? Value { get; set; }
    }
}
