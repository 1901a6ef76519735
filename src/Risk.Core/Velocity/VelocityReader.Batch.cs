using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Velocity;

internal sealed partial class VelocityReader
{
    private const int Together = 16;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void ReadAndRecord(ReadOnlySpan<AttributeRow> rows, Span<bool> isComplete)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(isComplete.Length, rows.Length);
        int count = _groups.Length;
        if (count > StackGroups)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                isComplete[i] = Process(rows[i], record: true);
            }

            return;
        }

        Span<KeyPlace> places = stackalloc KeyPlace[Together * StackGroups];
        for (int start = 0; start < rows.Length; start += Together)
        {
            int length = Math.Min(Together, rows.Length - start);
            ReadAndRecord(rows.Slice(start, length), isComplete.Slice(start, length), places[..(length * count)], count);
        }
    }

    // The passes of single events, each for all events before the next. A place is a guess: that events before change it does no harm.
    private void ReadAndRecord(ReadOnlySpan<AttributeRow> rows, Span<bool> isComplete, Span<KeyPlace> places, int count)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Prepare(rows[i], places.Slice(i * count, count));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            Locate(places.Slice(i * count, count));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            PrefetchEvents(places.Slice(i * count, count));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            isComplete[i] = Process(rows[i], places.Slice(i * count, count), record: true);
        }
    }
}
