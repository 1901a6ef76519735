using System.Globalization;
using Xunit.Sdk;

namespace Risk.TestKit;

/// <summary>Fails a test when an action that must not allocate does.</summary>
public static class AllocationAssert
{
    /// <summary>Calls that come before the measured ones: caches fill, the JIT replaces the first tier.</summary>
    public const int DefaultWarmUp = 1_000;

    /// <summary>Calls that are measured.</summary>
    public const int DefaultCalls = 1_000;

    private const int Attempts = 3;

    // The JIT waits a tenth of a second before it replaces code of the first tier.
    private const int TierUpMilliseconds = 150;

    /// <summary>Asserts that <paramref name="action"/> allocates nothing on the calling thread.</summary>
    /// <remarks>Create the delegate before the call; what the delegate captures is not counted.</remarks>
    public static void None(Action action, int calls = DefaultCalls, int warmUp = DefaultWarmUp)
    {
        double bytes = BytesPerCall(action, calls, warmUp);
        if (bytes != 0)
        {
            throw new XunitException(string.Create(
                CultureInfo.InvariantCulture,
                $"Expected no allocation, but a call allocates {bytes:0.###} bytes (mean of {calls} calls after {warmUp} to warm up)."));
        }
    }

    /// <summary>Asserts that <paramref name="action"/> allocates at most <paramref name="bytes"/> a call.</summary>
    public static void AtMost(double bytes, Action action, int calls = DefaultCalls, int warmUp = DefaultWarmUp)
    {
        double actual = BytesPerCall(action, calls, warmUp);
        if (actual > bytes)
        {
            throw new XunitException(string.Create(
                CultureInfo.InvariantCulture,
                $"Expected at most {bytes:0.###} bytes a call, but a call allocates {actual:0.###} bytes (mean of {calls} calls)."));
        }
    }

    /// <summary>Measures the bytes that a call of <paramref name="action"/> allocates on the calling thread.</summary>
    /// <remarks>The least of three attempts: code of the first tier boxes what optimized code does not.</remarks>
    public static double BytesPerCall(Action action, int calls = DefaultCalls, int warmUp = DefaultWarmUp)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least != 0; attempt++)
        {
            if (attempt > 0)
            {
                Thread.Sleep(TierUpMilliseconds);
            }

            for (int i = 0; i < warmUp; i++)
            {
                action();
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / calls;
    }
}
