namespace Risk.Velocity;

/// <summary>
/// Where everything lies in the block of one key: a header, the frames' running aggregates, then a ring of events. Columns, conditions and windows are only ever
/// added, so an index handed out stays good; a changed layout means new blocks.
/// </summary>
internal sealed class EntityLayout
{
    /// <summary>Header word: the key's hash.</summary>
    public const int HashWord = BlockHeader.HashWord;

    /// <summary>Header word: the time up to which the frames have moved, in microseconds.</summary>
    public const int ClockWord = BlockHeader.ClockWord;

    /// <summary>Header word: sequence numbers of the oldest event kept (low half) and of the next to come (high half).</summary>
    public const int RingWord = BlockHeader.RingWord;

    /// <summary>Header word: the time until which windows may miss evicted events (signed), in microseconds.</summary>
    public const int IncompleteWord = BlockHeader.IncompleteWord;

    /// <summary>Header word: the ring's capacity as a power of two.</summary>
    public const int CapacityWord = BlockHeader.CapacityWord;

    private const int HeaderWords = BlockHeader.Words;

    public EntityLayout(IReadOnlyList<ValueColumn> columns, int conditionCount, IReadOnlyList<WindowDefinition> windows, Func<WindowDefinition, int> columnOf, Func<WindowDefinition, int> conditionOf)
    {
        Columns = [.. columns];
        ConditionCount = conditionCount;
        HasFlags = conditionCount > 0;
        LinkWord = new int[Columns.Length];
        int eventWords = HasFlags ? 2 : 1;
        FirstColumnWord = eventWords;
        eventWords += Columns.Length;
        for (int column = 0; column < Columns.Length; column++)
        {
            LinkWord[column] = Columns[column].IsLinked ? eventWords : -1;
            eventWords += Columns[column].IsLinked ? 2 : 0;
        }

        EventWords = eventWords;
        HasLinks = Array.Exists(LinkWord, static word => word >= 0);
        Windows = Place(windows, columnOf, conditionOf, out Frame[] frames, out int words);
        Frames = frames;
        RingStart = words;
        Span = frames.Length == 0 ? 0 : frames.Max(static frame => frame.Length + frame.Lag);
    }

    public ValueColumn[] Columns { get; }

    public int ConditionCount { get; }

    public bool HasFlags { get; }

    /// <summary>By column: the word of an event that links equal values (low half: steps back to the one before, high half: on to the next; 0 is none); -1 without. The word after it chains values by hash.</summary>
    public int[] LinkWord { get; }

    /// <summary>Whether any column links equal values.</summary>
    public bool HasLinks { get; }

    public int FirstColumnWord { get; }

    public int EventWords { get; }

    public Frame[] Frames { get; }

    public PlacedWindow[] Windows { get; }

    /// <summary>The first word of the ring.</summary>
    public int RingStart { get; }

    /// <summary>The longest reach of any window into the past, in microseconds.</summary>
    public long Span { get; }

    /// <summary>How many cache lines of a block are worth fetching ahead: header, frames and a short ring.</summary>
    public int PrefetchedLines => Math.Min((RingStart / CacheLines.Words) + 4, 10);

    /// <summary>The words of a block whose ring holds 2^capacity events, rounded up to whole cache lines.</summary>
    public int BlockWords(int capacity) => (RingStart + (EventWords << capacity) + 7) & ~7;

    private static PlacedWindow[] Place(
        IReadOnlyList<WindowDefinition> windows,
        Func<WindowDefinition, int> columnOf,
        Func<WindowDefinition, int> conditionOf,
        out Frame[] frames,
        out int words)
    {
        var shapes = new List<(long Length, long Lag)>();
        var slots = new List<List<(AggregateKind Kind, int Column, int Condition)>>();
        var places = new List<(int Frame, int Slot, int Total)>();
        foreach (WindowDefinition window in windows)
        {
            (long, long) shape = ((long)window.Window.TotalMicroseconds, (long)window.Lag.TotalMicroseconds);
            int frame = shapes.IndexOf(shape);
            if (frame < 0)
            {
                frame = shapes.Count;
                shapes.Add(shape);
                slots.Add([]);
            }

            int condition = conditionOf(window);
            int slot = window.Aggregate switch
            {
                WindowAggregate.Count when condition < 0 => -1,
                WindowAggregate.Count or WindowAggregate.Ratio => Slot(slots[frame], (AggregateKind.Count, -1, condition)),
                WindowAggregate.Sum or WindowAggregate.Average => Slot(slots[frame], (AggregateKind.Sum, columnOf(window), condition)),
                WindowAggregate.Minimum => Slot(slots[frame], (AggregateKind.Minimum, columnOf(window), condition)),
                WindowAggregate.Maximum => Slot(slots[frame], (AggregateKind.Maximum, columnOf(window), condition)),
                WindowAggregate.Distinct => Slot(slots[frame], (AggregateKind.Distinct, columnOf(window), condition)),
                _ => -1,
            };
            places.Add((frame, slot, condition));
        }

        words = HeaderWords;
        frames = new Frame[shapes.Count];
        for (int frame = 0; frame < frames.Length; frame++)
        {
            int start = words;
            words++;
            var aggregates = new AggregateSlot[slots[frame].Count];
            for (int i = 0; i < aggregates.Length; i++)
            {
                (AggregateKind kind, int column, int condition) = slots[frame][i];
                aggregates[i] = new AggregateSlot(kind, column, condition, words - start);
                words += AggregateSlot.Words(kind);
            }

            frames[frame] = new Frame(shapes[frame].Length, shapes[frame].Lag, start, aggregates);
        }

        Frame[] placed = frames;
        return [.. windows.Select((window, i) => new PlacedWindow(window, placed[places[i].Frame], places[i].Slot, columnOf(window), places[i].Total))];
    }

    private static int Slot(List<(AggregateKind Kind, int Column, int Condition)> slots, (AggregateKind Kind, int Column, int Condition) wanted)
    {
        int slot = slots.IndexOf(wanted);
        if (slot < 0)
        {
            slot = slots.Count;
            slots.Add(wanted);
        }

        return slot;
    }
}
