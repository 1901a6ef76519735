using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>A part of the keys of a group of bucketed windows.</summary>
internal sealed partial class BucketStripe : BucketedStripe
{
    private const int StackWords = 64;

    private BucketLayout _layout;
    private int _largestCapacity;

    /// <param name="layout">Where things lie in a block.</param>
    /// <param name="statistics">What is counted.</param>
    /// <param name="budget">The memory of the store.</param>
    /// <param name="stripeBits">How many of a hash's highest bits chose this stripe.</param>
    public BucketStripe(BucketLayout layout, EntityStatistics statistics, MemoryBudget budget, int stripeBits)
        : base(statistics, budget, stripeBits, layout.PrefetchedLines) => Take(layout);

    private protected override long Span => _layout.Span;

    private protected override ValueColumn[] JournalColumns => _layout.Columns;

    /// <inheritdoc/>
    public override bool Process(in EntityEvent source, int guess, ReadOnlySpan<WindowOutput> outputs, Span<double> row, bool record)
    {
        _gate.Enter();
        bool complete = ProcessInside(in source, guess, outputs, row, record);
        _gate.Exit();
        return complete;
    }

    /// <summary>
    /// Changes what is kept: moves each key's buckets into blocks of the new layout. What buckets did not keep so far, and what lies further back than was kept, is
    /// missing until it has filled.
    /// </summary>
    public void Migrate(BucketLayout layout)
    {
        _gate.Enter();
        try
        {
            BucketLayout old = _layout;

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
            Take(layout);
            if (_newest != long.MinValue && (layout.Slots.Length > old.Slots.Length || layout.Span > old.Span))
            {
                MarkIncompleteInside(_newest);
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    private protected override int BlockWords(int capacity) => _layout.BlockWords(capacity);

    private protected override long LastTimeOf(uint block) => new BucketHistory(ref _arena.Block(block), _layout).LastTime;

    [MemberNotNull(nameof(_layout))]
    private void Take(BucketLayout layout)
    {
        _layout = layout;
        _largestCapacity = layout.LargestCapacity;
        _prefetchedLines = layout.PrefetchedLines;
    }

    [SkipLocalsInit]
    private bool ProcessInside(in EntityEvent source, int guess, ReadOnlySpan<WindowOutput> outputs, Span<double> row, bool record)
    {
        int slot = IsAt(guess, source.Hash) ? guess : Find(source.Hash);
        if (slot < 0)
        {
            long incompleteUntil = _lastEviction == long.MinValue ? long.MinValue : _lastEviction + _layout.Span;
            AnswerOfNothing(in source, outputs, row);
            if (record)
            {
                Create(in source, incompleteUntil);
            }

            return source.Time >= incompleteUntil;
        }

        var history = new BucketHistory(ref _arena.Block((uint)_table[slot]), _layout);
        bool complete = source.Time >= history.IncompleteUntil;
        if (source.Time >= history.Clock && !source.IsDetached)
        {
            history.Advance(source.Time);
            foreach (WindowOutput output in outputs)
            {
                BucketWindow window = _layout.Windows[output.Window];
                row[output.Position] = BucketAnswer.Of(window, history, ref history.Word(window.Frame.Word), source.Time, source.Flags, source.Values);
            }
        }
        else
        {
            AnswerLate(history, in source, outputs, row);
        }

        if (record)
        {
            Record(slot, history, in source);
        }

        return complete;
    }

    // An event before the key's clock, or far ahead of it: its frames are computed beside the running ones.
    private void AnswerLate(BucketHistory history, in EntityEvent source, ReadOnlySpan<WindowOutput> outputs, Span<double> row)
    {
        _statistics.CountLate();
        Span<ulong> words = stackalloc ulong[StackWords];
        foreach (WindowOutput output in outputs)
        {
            BucketWindow window = _layout.Windows[output.Window];
            Span<ulong> state = window.Frame.Words <= words.Length ? words : new ulong[window.Frame.Words];
            history.Compute(window.Frame, ref state[0], source.Time);
            row[output.Position] = BucketAnswer.Of(window, history, ref state[0], source.Time, source.Flags, source.Values);
        }
    }

    private void AnswerOfNothing(in EntityEvent source, ReadOnlySpan<WindowOutput> outputs, Span<double> row)
    {
        Span<ulong> words = stackalloc ulong[StackWords];
        foreach (WindowOutput output in outputs)
        {
            BucketWindow window = _layout.Windows[output.Window];
            Span<ulong> state = window.Frame.Words <= words.Length ? words : new ulong[window.Frame.Words];
            BucketHistory.Empty(window.Frame, ref state[0], 0);
            row[output.Position] = BucketAnswer.Of(window, default, ref state[0], source.Time, source.Flags, source.Values);
        }
    }

    private void Record(int slot, BucketHistory history, in EntityEvent source)
    {
        long bucket = _layout.Split(source.Time).Bucket;
        int index = history.IndexOf(bucket);
        if (index >= 0)
        {
            history.Add(index, source.Time, source.Flags, source.Values);
        }
        else if (TryMakeRoom(slot, ref history, bucket))
        {
            history.Insert(~history.IndexOf(bucket), bucket, source.Time, source.Flags, source.Values);
        }

        Noted(JournalBuffer.Event, in source);
    }

    // A ring grows until it can hold all buckets that windows reach; from then on the oldest make room because none reaches them.
    private bool TryMakeRoom(int slot, ref BucketHistory history, long bucket)
    {
        if (!history.IsFull)
        {
            return true;
        }

        long newest = Math.Max(bucket, history.NumberOf(history.Count - 1));
        history.DropUnreached(newest);
        if (history.IsFull && bucket > newest - _layout.Buckets)
        {
            if (TryGrow(slot, history.Capacity))
            {
                history = new BucketHistory(ref _arena.Block((uint)_table[slot]), _layout);
            }
            else
            {
                history.DropOldest();
                _statistics.CountDropped();
            }
        }

        return !history.IsFull;
    }

    private bool TryGrow(int slot, int capacity)
    {
        uint larger = capacity < _largestCapacity ? _arena.Allocate(capacity + 1, _layout.BlockWords(capacity + 1)) : 0;
        if (larger == 0)
        {
            return false;
        }

        uint smaller = (uint)_table[slot];
        Copy(smaller, _layout, larger, _layout, capacity + 1);
        _arena.Free(smaller, capacity);
        Replace(slot, larger);
        return true;
    }

    private void Create(in EntityEvent source, long incompleteUntil)
    {
        uint block = AllocateOrEvict(0, source.Time, source.Lateness);
        if (block == 0)
        {
            _statistics.CountDropped();
            return;
        }

        BucketHistory.Initialize(ref _arena.Block(block), _layout, 0, source.Hash, incompleteUntil);
        var history = new BucketHistory(ref _arena.Block(block), _layout);
        history.Advance(source.Time);
        history.Insert(0, _layout.Split(source.Time).Bucket, source.Time, source.Flags, source.Values);
        AddToTable(source.Hash, block);
        Noted(JournalBuffer.Event, in source);
    }

    private uint MigrateBlock(uint reference, BucketLayout old, BucketLayout layout)
    {
        int capacity = BlockHeader.CapacityOf(ref _arena.Block(reference));
        uint moved = _arena.Allocate(capacity, layout.BlockWords(capacity), mustSucceed: true);
        Copy(reference, old, moved, layout, capacity);
        return moved;
    }

    // A later layout keeps what an earlier one kept in the same words of a bucket, and more behind.
    private void Copy(uint from, BucketLayout oldLayout, uint to, BucketLayout layout, int capacity)
    {
        var source = new BucketHistory(ref _arena.Block(from), oldLayout);
        BucketHistory.Initialize(ref _arena.Block(to), layout, capacity, source.Hash, source.IncompleteUntil);
        var target = new BucketHistory(ref _arena.Block(to), layout);
        for (int index = 0; index < source.Count; index++)
        {
            ref ulong old = ref source.Bucket(index);
            ref ulong copy = ref target.Append((long)old);
            for (int word = BucketLayout.FirstSlotWord; word < oldLayout.BucketWords; word++)
            {
                Unsafe.Add(ref copy, word) = Unsafe.Add(ref old, word);
            }
        }

        target.Restored(source.LastTime, source.Clock);
    }
}
