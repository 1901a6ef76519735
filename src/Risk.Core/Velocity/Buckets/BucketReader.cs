using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Velocity;

/// <summary>The bucketed windows of one scorer over one entity and bucket width.</summary>
internal sealed class BucketReader(BucketedStore store, IReadOnlyList<WindowDefinition> windows, int[] indexes, AttributeLayoutBuilder layout, VelocityOptions options)
    : GroupReader(store, windows, indexes, layout, options)
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public override bool Process(AttributeRow row, ulong hash, int guess, long time, bool record, bool isDetached)
    {
        Span<ulong> values = Columns <= StackColumns ? stackalloc ulong[StackColumns] : new ulong[Columns];
        values = values[..Columns];
        ReadValues(row, values);
        EntityEvent current = EventOf(hash, time, ReadFlags(row), values, isDetached);
        return store.StripeOf(hash).Process(in current, guess, _outputs, row.Numbers, record);
    }

    /// <inheritdoc/>
    public override bool? RecordOutcome(AttributeRow row, long time, string label)
    {
        ulong hash = store.LooksAt(label) ? Prepare(row) : 0;
        if (hash == 0)
        {
            return null;
        }

        ulong[] values = new ulong[Columns];
        ulong[] valuesBefore = new ulong[Columns];
        ReadValues(row, values);
        ulong flags = ReadFlags(row);
        int position = row.Layout.Columns.IndexOf(label);
        (double number, int code, TextSlice text) = (row.Numbers[position], row.Codes[position], row.Texts[position]);
        row.SetMissing(position);
        ReadValues(row, valuesBefore);
        ulong flagsBefore = ReadFlags(row);
        (row.Numbers[position], row.Codes[position], row.Texts[position]) = (number, code, text);
        EntityEvent before = EventOf(hash, time, flagsBefore, valuesBefore, isDetached: false);
        EntityEvent now = EventOf(hash, time, flags, values, isDetached: false);
        return store.StripeOf(hash).RecordOutcome(in before, in now);
    }

    private EntityEvent EventOf(ulong hash, long time, ulong flags, ReadOnlySpan<ulong> values, bool isDetached) => new()
    {
        Hash = hash,
        Time = time,
        Flags = flags,
        Values = values,
        IsDetached = isDetached,
        Lateness = _lateness,
        MaximumCapacity = 0,
    };
}
