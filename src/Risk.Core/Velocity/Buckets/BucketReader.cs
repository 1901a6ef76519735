using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Velocity;

/// <summary>The bucketed windows of one scorer over one entity and bucket width.</summary>
internal sealed class BucketReader
{
    private const int StackColumns = 16;

    private readonly BucketedStore _store;
    private readonly GroupInputs _inputs;
    private readonly WindowOutput[] _outputs;
    private readonly long _lateness;

    public BucketReader(BucketedStore store, IReadOnlyList<WindowDefinition> windows, int[] indexes, AttributeLayoutBuilder layout, VelocityOptions options)
    {
        _store = store;
        _inputs = new GroupInputs(store, layout);
        _outputs = [.. windows.Select((window, i) => new WindowOutput(indexes[i], layout.AddComputed(window.Name, AttributeKind.Number)))];
        _lateness = (long)options.AllowedLateness.TotalMicroseconds;
    }

    /// <summary>The key's hash, its table line on the way to the cache; 0 when a part of the key is missing or empty.</summary>
    public ulong Prepare(AttributeRow row)
    {
        ulong hash = _inputs.HashOf(row);
        if (hash != 0)
        {
            _store.StripeOf(hash).PrefetchTable(hash);
        }

        return hash;
    }

    /// <summary>The key's block on the way to the cache.</summary>
    /// <returns>Where the key seems to stand, to be handed to <see cref="Process"/>.</returns>
    public int Locate(ulong hash) => _store.StripeOf(hash).PrefetchBlock(hash);

    [SkipLocalsInit]
    public bool Process(AttributeRow row, ulong hash, int guess, long time, bool record, bool isDetached)
    {
        Span<ulong> values = _inputs.Columns <= StackColumns ? stackalloc ulong[StackColumns] : new ulong[_inputs.Columns];
        values = values[.._inputs.Columns];
        _inputs.ReadValues(row, values);
        EntityEvent current = EventOf(hash, time, _inputs.ReadFlags(row), values, isDetached);
        return _store.StripeOf(hash).Process(in current, guess, _outputs, row.Numbers, record);
    }

    /// <summary>Tells an event's bucket a label that became known later.</summary>
    /// <param name="row">The event: its keys, its other values, and the label.</param>
    /// <param name="time">Its time.</param>
    /// <param name="label">The attribute that became known.</param>
    /// <returns>Null when this group keeps nothing of the label; whether the bucket was found otherwise.</returns>
    public bool? RecordOutcome(AttributeRow row, long time, string label)
    {
        ulong hash = _store.LooksAt(label) ? _inputs.HashOf(row) : 0;
        if (hash == 0)
        {
            return null;
        }

        ulong[] values = new ulong[_inputs.Columns];
        ulong[] valuesBefore = new ulong[_inputs.Columns];
        _inputs.ReadValues(row, values);
        ulong flags = _inputs.ReadFlags(row);
        int position = row.Layout.Columns.IndexOf(label);
        (double number, int code, TextSlice text) = (row.Numbers[position], row.Codes[position], row.Texts[position]);
        row.SetMissing(position);
        _inputs.ReadValues(row, valuesBefore);
        ulong flagsBefore = _inputs.ReadFlags(row);
        (row.Numbers[position], row.Codes[position], row.Texts[position]) = (number, code, text);
        EntityEvent before = EventOf(hash, time, flagsBefore, valuesBefore, isDetached: false);
        EntityEvent now = EventOf(hash, time, flags, values, isDetached: false);
        return _store.StripeOf(hash).RecordOutcome(in before, in now);
    }

    public void WriteMissing(AttributeRow row)
    {
        foreach (WindowOutput output in _outputs)
        {
            row.Numbers[output.Position] = double.NaN;
        }
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
