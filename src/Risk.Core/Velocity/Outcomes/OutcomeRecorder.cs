using Risk.Events;

namespace Risk.Velocity;

/// <summary>
/// Tells a <see cref="VelocityStore"/> what became of events it has recorded: a dispute, a chargeback, a confirmed fraud. Windows over the label (a sum of it, or a
/// condition that looks at it) are from then on as if it had been known when the event was recorded; nothing else changes.
/// </summary>
/// <remarks>
/// The event is found by its keys and its time, and by its other values where the row has them. Made by <see cref="VelocityStore.CreateOutcomeRecorder"/> after the
/// windows are compiled. Thread safety: safe for distinct rows.
/// </remarks>
public sealed class OutcomeRecorder
{
    private readonly VelocityStore _store;
    private readonly GroupReader[] _groups;
    private readonly AttributeLayout _layout;
    private readonly int _timePosition;

    internal OutcomeRecorder(VelocityStore store, IReadOnlyList<EntityStore> entities, IReadOnlyList<BucketedStore> buckets, AttributeLayoutBuilder layout, int timePosition, string label)
    {
        (_store, _timePosition, Label) = (store, timePosition, label);
        layout.Use(timePosition, AttributeUse.Number);
        _groups =
        [
            .. entities.Select(entity => new EntityReader(entity, [], [], layout, store.Options, index: null)),
            .. buckets.Select(bucket => new BucketReader(bucket, [], [], layout, store.Options)),
        ];
        _layout = layout.Build();
    }

    /// <summary>The attribute that becomes known later.</summary>
    public string Label { get; }

    /// <summary>A row to fill with an event's time, keys and label, and with the attributes of conditions that look at the label.</summary>
    public AttributeRow CreateRow() => _layout.CreateRow();

    /// <summary>Records the label of one event.</summary>
    /// <param name="row">The event: its time, its keys, its label, and whatever else tells it from others of the same key and time.</param>
    /// <returns>
    /// For how many entities an event was changed: 0 when it is not known (any more), or has this label already. Those not found are counted in
    /// <see cref="VelocityStatistics.OutcomesWithoutEvent"/>.
    /// </returns>
    /// <remarks>Costs a search back to the event's time; where distinct values of the label are counted, what computing the key's windows anew does. Allocations: a few hundred bytes. Thread safety: safe for distinct rows.</remarks>
    public int Record(AttributeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        double time = row.GetNumber(_timePosition);
        int changed = 0;
        foreach (GroupReader group in double.IsNaN(time) ? [] : _groups)
        {
            changed += Counted(group.RecordOutcome(row, (long)time, Label));
        }

        if (changed > 0)
        {
            _store.Persistence?.Recorded();
        }

        return changed;
    }

    private int Counted(bool? result)
    {
        if (result == false)
        {
            _store.Counters.CountOutcomeWithoutEvent();
        }

        return result == true ? 1 : 0;
    }
}
