using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>A part of the keys of one entity, with the events of each: exact windows.</summary>
internal sealed partial class EntityStripe : WindowStripe
{
    /// <param name="layout">Where things lie in a block.</param>
    /// <param name="statistics">What is counted.</param>
    /// <param name="budget">The memory of the store.</param>
    /// <param name="stripeBits">How many of a hash's highest bits chose this stripe.</param>
    public EntityStripe(EntityLayout layout, EntityStatistics statistics, MemoryBudget budget, int stripeBits)
        : base(statistics, budget, stripeBits, layout.PrefetchedLines) => Layout = layout;

    public EntityLayout Layout { get; private set; }

    private protected override long Span => Layout.Span;

    private protected override ValueColumn[] JournalColumns => Layout.Columns;

    /// <summary>Brings the events that leave next closer, once the block's header is there. Looks without the gate, like <see cref="WindowStripe.PrefetchBlock"/>.</summary>
    /// <param name="guess">What <see cref="WindowStripe.PrefetchBlock"/> returned.</param>
    public void PrefetchEvents(int guess)
    {
        ulong[] table = _table;
        if ((uint)guess < (uint)table.Length)
        {
            new KeyHistory(ref _arena.Block((uint)table[guess]), Layout).Prefetch();
        }
    }

    /// <summary>Writes the windows of one event, and records it when asked.</summary>
    /// <returns>False when history that some window covers was dropped or evicted.</returns>
    public bool Process(in EntityEvent source, int guess, ReadOnlySpan<WindowOutput> outputs, Span<double> row, bool record)
    {
        _gate.Enter();
        bool complete = ProcessInside(in source, guess, outputs, row, record);
        _gate.Exit();
        return complete;
    }

    /// <summary>Changes what is kept with every event: moves each key's events into blocks of the new layout.</summary>
    public void Migrate(EntityLayout layout)
    {
        _gate.Enter();
        try
        {
            EntityLayout old = Layout;

            // Blocks of the old layout have other sizes: migration takes fresh ones and leaves the old unused.
            _arena.ForgetFree();
            for (int slot = 0; slot < _table.Length; slot++)
            {
                if (_table[slot] != 0)
                {
                    Replace(slot, MigrateBlock((uint)_table[slot], old, layout));
                }
            }

            _journal?.Widen(old.Columns, layout.Columns);
            Layout = layout;
            _prefetchedLines = layout.PrefetchedLines;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Overwrites what is kept of an event: an outcome that arrived later.</summary>
    /// <param name="hash">The key.</param>
    /// <param name="stepsBack">How many events back from the newest of the key.</param>
    /// <param name="flags">The conditions it satisfies now.</param>
    /// <param name="values">Its values now.</param>
    public void Amend(ulong hash, int stepsBack, ulong flags, ReadOnlySpan<ulong> values)
    {
        _gate.Enter();
        int slot = Find(hash);
        if (slot >= 0)
        {
            var history = new KeyHistory(ref _arena.Block((uint)_table[slot]), Layout);
            if ((uint)stepsBack < history.Count)
            {
                AmendInside(history, stepsBack, flags, values);
            }
        }

        _gate.Exit();
    }

    private void AmendInside(KeyHistory history, int stepsBack, ulong flags, ReadOnlySpan<ulong> values)
    {
        uint sequence = history.Head - 1 - (uint)stepsBack;
        history.Amend(sequence, flags, values);
        Amended(history, sequence, flags, values);
    }

    private void Amended(KeyHistory history, uint sequence, ulong flags, ReadOnlySpan<ulong> values) =>
        _journal?.Append(JournalBuffer.Amendment, (int)(history.Head - 1 - sequence), history.Word(EntityLayout.HashWord), history.TimeOf(sequence), flags, values, Layout.Columns);

    private bool ProcessInside(in EntityEvent source, int guess, ReadOnlySpan<WindowOutput> outputs, Span<double> row, bool record)
    {
        EntityLayout layout = Layout;
        long time = source.Time;
        int slot = IsAt(guess, source.Hash) ? guess : Find(source.Hash);
        if (slot < 0)
        {
            foreach (WindowOutput output in outputs)
            {
                row[output.Position] = WindowAnswer.OfNothing(layout.Windows[output.Window], source.Flags, source.Values);
            }

            long incompleteUntil = _lastEviction == long.MinValue ? long.MinValue : _lastEviction + layout.Span;
            if (record)
            {
                Create(in source, incompleteUntil);
            }

            return time >= incompleteUntil;
        }

        var history = new KeyHistory(ref _arena.Block((uint)_table[slot]), layout);
        bool complete = time >= history.IncompleteUntil;
        if (time >= history.Clock && !source.IsDetached)
        {
            history.Advance(time);
            foreach (WindowOutput output in outputs)
            {
                PlacedWindow window = layout.Windows[output.Window];
                ref ulong state = ref history.Word(window.FrameWord);
                if (window.Shape == AnswerShape.Count)
                {
                    row[output.Position] = (uint)(state >> 32) - (uint)state;
                    continue;
                }

                if (window.Shape == AnswerShape.Sum)
                {
                    ref ulong sum = ref Unsafe.Add(ref state, window.SlotWord);
                    row[output.Position] = FixedPoint.ToDouble(sum, Unsafe.Add(ref sum, 1));
                    continue;
                }

                row[output.Position] = WindowAnswer.Of(window, history, ref state, time, source.Flags, source.Values);
            }
        }
        else
        {
            AnswerLate(history, layout, in source, outputs, row);
        }

        if (record)
        {
            Record(slot, history, in source);
        }

        return complete;
    }

    // An event before the key's clock: its frames are computed beside the running ones.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AnswerLate(KeyHistory history, EntityLayout layout, in EntityEvent source, ReadOnlySpan<WindowOutput> outputs, Span<double> row)
    {
        _statistics.CountLate();
        bool isBefore = history.Clock != long.MinValue && source.Time <= history.Clock;
        if (isBefore)
        {
            history.Advance(history.Clock);
        }

        Span<ulong> words = stackalloc ulong[64];
        foreach (WindowOutput output in outputs)
        {
            PlacedWindow window = layout.Windows[output.Window];
            Span<ulong> state = window.Frame.Words <= words.Length ? words : new ulong[window.Frame.Words];
            if (isBefore && !window.Frame.HasDistinct)
            {
                history.Retreat(window.Frame, ref history.Word(window.FrameWord), ref state[0], source.Time);
            }
            else
            {
                history.Restart(window.Frame, ref state[0]);
                history.Advance(window.Frame, ref state[0], source.Time);
            }

            row[output.Position] = WindowAnswer.Of(window, history, ref state[0], source.Time, source.Flags, source.Values);
        }
    }

    private void Record(int slot, KeyHistory history, in EntityEvent source)
    {
        if (history.IsFull)
        {
            long reach = Layout.Span + source.Lateness;
            history.DropBefore(history.Passed(source.Time, reach) - reach, Layout.Span);
            if (history.IsFull && !TryGrow(slot, history.Capacity, source.MaximumCapacity))
            {
                history.DropOldest(Layout.Span);
                _statistics.CountDropped();
            }

            history = new KeyHistory(ref _arena.Block((uint)_table[slot]), Layout);
        }

        if (source.Time >= history.LastTime)
        {
            history.Append(source.Time, source.Flags, source.Values);
        }
        else
        {
            history.Insert(source.Time, source.Flags, source.Values);
        }

        Noted(in source);
    }

    private void Create(in EntityEvent source, long incompleteUntil)
    {
        uint block = AllocateOrEvict(0, source.Time, source.Lateness);
        if (block == 0)
        {
            _statistics.CountDropped();
            return;
        }

        KeyHistory.Initialize(ref _arena.Block(block), Layout, 0, source.Hash, incompleteUntil);
        var history = new KeyHistory(ref _arena.Block(block), Layout);
        history.Advance(source.Time);
        history.Append(source.Time, source.Flags, source.Values);
        AddToTable(source.Hash, block);
        Noted(in source);
    }

    private void Noted(in EntityEvent source)
    {
        _newest = Math.Max(_newest, source.Time);
        _journal?.Append(JournalBuffer.Event, 0, source.Hash, source.Time, source.Flags, source.Values, Layout.Columns);
    }

    private bool TryGrow(int slot, int capacity, int maximumCapacity)
    {
        if (capacity >= maximumCapacity)
        {
            return false;
        }

        uint larger = _arena.Allocate(capacity + 1, Layout.BlockWords(capacity + 1));
        if (larger == 0)
        {
            return false;
        }

        uint smaller = (uint)_table[slot];
        Copy(ref _arena.Block(smaller), Layout, ref _arena.Block(larger), Layout, capacity + 1);
        _arena.Free(smaller, capacity);
        Replace(slot, larger);
        return true;
    }

    private uint MigrateBlock(uint reference, EntityLayout old, EntityLayout layout)
    {
        int capacity = new KeyHistory(ref _arena.Block(reference), old).Capacity;
        uint moved = _arena.Allocate(capacity, layout.BlockWords(capacity), mustSucceed: true);
        Copy(ref _arena.Block(reference), old, ref _arena.Block(moved), layout, capacity);
        return moved;
    }

    private protected override int BlockWords(int capacity) => Layout.BlockWords(capacity);

    private protected override long LastTimeOf(uint block) => new KeyHistory(ref _arena.Block(block), Layout).LastTime;

    private static void Copy(ref ulong from, EntityLayout oldLayout, ref ulong to, EntityLayout layout, int capacity)
    {
        var source = new KeyHistory(ref from, oldLayout);
        KeyHistory.Initialize(ref to, layout, capacity, source.Word(EntityLayout.HashWord), source.IncompleteUntil);
        var target = new KeyHistory(ref to, layout);
        Span<ulong> values = layout.Columns.Length <= 32 ? stackalloc ulong[layout.Columns.Length] : new ulong[layout.Columns.Length];
        for (uint sequence = source.Tail; sequence != source.Head; sequence++)
        {
            for (int column = 0; column < values.Length; column++)
            {
                values[column] = column < oldLayout.Columns.Length ? source.ValueAt(sequence, column) : layout.Columns[column].Missing;
            }

            target.Append(source.TimeOf(sequence), oldLayout.HasFlags ? source.FlagsOf(sequence) : 0, values);
        }

        target.Clock = source.Clock;
        target.Rebuild();
    }
}
