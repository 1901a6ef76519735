using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// From an event's id to its places, one for each entity whose windows look at a label. It is spread over stripes by the id's hash and holds nothing that the
/// histories don't hold too, so files know nothing of it: it is built anew when they are restored.
/// </summary>
/// <remarks>Thread safety: safe. Allocations: none but when a table grows.</remarks>
internal sealed class EventIndex
{
    private readonly EventIndexStripe[] _stripes;
    private readonly int _shift;
    private readonly long _lateness;
    private long _reach;

    public EventIndex(int stripes, EntityStatistics statistics, MemoryBudget budget, TimeSpan lateness)
    {
        _lateness = (long)lateness.TotalMicroseconds;
        _shift = 64 - BitOperations.Log2((uint)stripes);
        _stripes = new EventIndexStripe[stripes];
        for (int i = 0; i < stripes; i++)
        {
            _stripes[i] = new EventIndexStripe(64 - _shift, statistics, budget);
        }
    }

    /// <summary>Places held: an event has one for each entity.</summary>
    public long Count => _stripes.Sum(static stripe => (long)stripe.Count);

    /// <summary>Ids are kept at least as long as a window over a label reaches, lateness included.</summary>
    public void Cover(long span) => Volatile.Write(ref _reach, Math.Max(Volatile.Read(ref _reach), span + _lateness));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong id) => StripeOf(id).Prefetch(id);

    /// <summary>Notes an event that was just recorded.</summary>
    public void Add(ulong id, EventPlace place) => StripeOf(id).Add(id, place, Volatile.Read(ref _reach));

    /// <summary>Notes an event of a file: in no particular order, so nothing expires by it.</summary>
    public void Restore(ulong id, EventPlace place) => StripeOf(id).Restore(id, place);

    /// <summary>The places of an event.</summary>
    /// <returns>How many there are.</returns>
    public int Find(ulong id, Span<EventPlace> places) => StripeOf(id).Find(id, places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private EventIndexStripe StripeOf(ulong id) => _stripes[_shift == 64 ? 0 : (int)(id >> _shift)];
}
