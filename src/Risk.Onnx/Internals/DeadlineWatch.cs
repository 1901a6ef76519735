namespace Risk.Onnx.Internals;

/// <summary>Looks at the calls under way, about twice per deadline, and stops those that run for longer.</summary>
internal sealed class DeadlineWatch : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly OnnxLeasePool _pool;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _deadline;
    private readonly ITimer _timer;

    public DeadlineWatch(OnnxLeasePool pool, TimeProvider clock, TimeSpan deadline)
    {
        (_pool, _clock, _deadline) = (pool, clock, deadline);
        TimeSpan half = deadline / 2;
        TimeSpan period = half < Shortest ? Shortest : half > Longest ? Longest : half;
        _timer = clock.CreateTimer(static state => ((DeadlineWatch)state!).Look(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        foreach (OnnxLease lease in _pool.All)
        {
            lease.StopWhenLate(_clock, _deadline);
        }
    }
}
