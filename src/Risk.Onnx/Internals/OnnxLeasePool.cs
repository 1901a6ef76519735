using Microsoft.ML.OnnxRuntime;

namespace Risk.Onnx.Internals;

/// <summary>
/// Lends leases to calls without locks, and owns the session: an atomic exchange takes one, an atomic exchange gives it back, and a new one is made when none is
/// free. After <see cref="Dispose"/> each lease is released when its call ends, and the session with the last of them.
/// </summary>
internal sealed class OnnxLeasePool : IDisposable
{
    // References lie two cache lines apart so that processors do not share one.
    private const int Spacing = 16;
    private const int LeastSlots = 64;
    private const int SlotsPerProcessor = 4;

    private readonly InferenceSession _session;
    private readonly OnnxLayout _layout;
    private readonly TimeProvider? _clock;
    private readonly OnnxLease?[] _slots;
    private readonly int _mask;
    private readonly Lock _making = new();
    private OnnxLease[] _all = [];

    // The pool itself counts as one, so that a session without leases lives until the pool is disposed.
    private int _owners = 1;
    private volatile bool _disposed;

    public OnnxLeasePool(InferenceSession session, OnnxLayout layout, TimeProvider? clock)
    {
        (_session, _layout, _clock) = (session, layout, clock);
        int count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastSlots, Environment.ProcessorCount * SlotsPerProcessor));
        _mask = count - 1;
        _slots = new OnnxLease?[count * Spacing];
    }

    /// <summary>The leases there are, lent or not.</summary>
    public OnnxLease[] All => Volatile.Read(ref _all);

    /// <summary>Whether the session is gone.</summary>
    public bool IsReleased => Volatile.Read(ref _owners) == 0;

    /// <summary>Takes a lease.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public OnnxLease Rent()
    {
        int start = Thread.GetCurrentProcessorId();
        return Interlocked.Exchange(ref _slots[(start & _mask) * Spacing], null) ?? RentSlow(start);
    }

    public void Return(OnnxLease lease)
    {
        int start = Thread.GetCurrentProcessorId();
        for (int i = 0; i <= _mask && !_disposed; i++)
        {
            ref OnnxLease? slot = ref _slots[((start + i) & _mask) * Spacing];
            if (slot is null && Interlocked.CompareExchange(ref slot, lease, null) is null)
            {
                // Dispose may have looked into this slot just before.
                if (_disposed)
                {
                    ReleaseIdle();
                }

                return;
            }
        }

        Release(lease);
    }

    public void Dispose()
    {
        lock (_making)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        ReleaseIdle();
        ReleaseOwner();
    }

    private OnnxLease RentSlow(int start)
    {
        for (int i = 1; i <= _mask; i++)
        {
            ref OnnxLease? slot = ref _slots[((start + i) & _mask) * Spacing];
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } lease)
            {
                return lease;
            }
        }

        return Make();
    }

    private OnnxLease Make()
    {
        lock (_making)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(OnnxModel));
            var lease = new OnnxLease(_session, _layout, _clock);
            Volatile.Write(ref _all, [.. _all, lease]);
            Interlocked.Increment(ref _owners);
            return lease;
        }
    }

    private void ReleaseIdle()
    {
        for (int i = 0; i <= _mask; i++)
        {
            if (Interlocked.Exchange(ref _slots[i * Spacing], null) is { } lease)
            {
                Release(lease);
            }
        }
    }

    private void Release(OnnxLease lease)
    {
        lock (_making)
        {
            Volatile.Write(ref _all, [.. _all.Where(other => other != lease)]);
        }

        lease.Dispose();
        ReleaseOwner();
    }

    private void ReleaseOwner()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            _session.Dispose();
        }
    }
}
