using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>Windows of one entity whose buckets have the same width.</summary>
internal abstract class BucketedStore(IReadOnlyList<string> keys, long width, long lateness, BucketedStripe[] stripes) : WindowGroup(keys, stripes)
{
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <inheritdoc/>
    public sealed override long BucketWidth => width;

    /// <summary>The width of a bucket in seconds.</summary>
    private protected double BucketSeconds => width / MicrosecondsPerSecond;

    /// <summary>How late an event may come and still be read exactly, in microseconds.</summary>
    private protected long Lateness => lateness;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketedStripe StripeOf(ulong hash) => stripes[IndexOf(hash)];
}
