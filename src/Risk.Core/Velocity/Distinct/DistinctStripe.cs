using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>A part of the keys of a group of windows that count distinct values: marks while these are few, sketches beyond.</summary>
internal sealed partial class DistinctStripe : BucketedStripe
{
    private DistinctLayout _layout;

    /// <param name="layout">Where things lie in a block.</param>
    /// <param name="statistics">What is counted.</param>
    /// <param name="budget">The memory of the store.</param>
    /// <param name="stripeBits">How many of a hash's highest bits chose this stripe.</param>
    public DistinctStripe(DistinctLayout layout, EntityStatistics statistics, MemoryBudget budget, int stripeBits)
        : base(statistics, budget, stripeBits, DistinctLayout.PrefetchedLines) => _layout = layout;

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

    /// <inheritdoc/>
    public override bool RecordOutcome(in EntityEvent before, in EntityEvent now)
    {
        bool changes = Counts(in now) && (before.Flags != now.Flags || before.Values[0] != now.Values[0]);
        if (changes)
        {
            Process(in now, -1, [], [], record: true);
        }

        return changes;
    }

    /// <summary>Changes how far windows reach: moves each key into a block of the new layout.</summary>
    public void Migrate(DistinctLayout layout)
    {
        _gate.Enter();
        try
        {
            DistinctLayout old = _layout;

            // Blocks of the old layout have other sizes: migration takes fresh ones and leaves the old unused.
            _arena.ForgetFree();
            _layout = layout;
            for (int slot = 0; slot < _table.Length; slot++)
            {
                if (_table[slot] != 0)
                {
                    uint from = (uint)_table[slot];
                    int capacity = BlockHeader.CapacityOf(ref _arena.Block(from));
                    uint to = _arena.Allocate(capacity, BlockWords(capacity), mustSucceed: true);
                    Copy(from, old, to, capacity);
                    Replace(slot, to);
                }
            }

            if (_newest != long.MinValue && layout.Span > old.Span)
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

    private protected override long LastTimeOf(uint block) => (long)Unsafe.Add(ref _arena.Block(block), DistinctLayout.LastTimeWord);

    // A group has one condition at most, and events that do not satisfy it are not its affair.
    private bool Counts(in EntityEvent source) => source.Values[0] != 0 && (_layout.Windows[0].Where is null || (source.Flags & 1) != 0);

    private bool ProcessInside(in EntityEvent source, int guess, ReadOnlySpan<WindowOutput> outputs, Span<double> row, bool record)
    {
        int slot = IsAt(guess, source.Hash) ? guess : Find(source.Hash);
        bool counts = Counts(in source);
        if (slot < 0)
        {
            long until = _lastEviction == long.MinValue ? long.MinValue : _lastEviction + _layout.Span;
            foreach (WindowOutput output in outputs)
            {
                row[output.Position] = counts && IncludesCurrent(output.Window) ? 1 : 0;
            }

            if (record && counts)
            {
                Create(in source, until);
            }

            return source.Time >= until;
        }

        ref ulong block = ref _arena.Block((uint)_table[slot]);
        bool complete = source.Time >= (long)BlockHeader.IncompleteUntil(ref block);
        if (DistinctLayout.HasSketches(BlockHeader.CapacityOf(ref block)))
        {
            AnswerFromSketches(new DistinctSketches(ref block, _layout), in source, counts, outputs, row);
        }
        else
        {
            AnswerFromMarks(new DistinctMarks(ref block, _layout), in source, counts, outputs, row);
        }

        if (record && counts)
        {
            Record(slot, in source);
            Noted(JournalBuffer.Event, in source);
        }

        return complete;
    }

    private bool IncludesCurrent(int window) => _layout.Windows[window].IncludeCurrent && _layout.Frames[window].Lag == 0;

    private void AnswerFromMarks(DistinctMarks marks, in EntityEvent source, bool counts, ReadOnlySpan<WindowOutput> outputs, Span<double> row)
    {
        (long bucket, long offset) = _layout.Split(source.Time);
        foreach (WindowOutput output in outputs)
        {
            (long first, long last) = _layout.Frames[output.Window].At(bucket, offset);
            bool isNew = counts && IncludesCurrent(output.Window) && !marks.Contains(source.Values[0], first, last);
            row[output.Position] = marks.CountIn(first, last) + (isNew ? 1 : 0);
        }
    }

    [SkipLocalsInit]
    private void AnswerFromSketches(DistinctSketches sketches, in EntityEvent source, bool counts, ReadOnlySpan<WindowOutput> outputs, Span<double> row)
    {
        Span<byte> registers = stackalloc byte[HyperLogLog.Registers];
        (long bucket, long offset) = _layout.Split(source.Time);
        foreach (WindowOutput output in outputs)
        {
            registers.Clear();
            (long first, long last) = _layout.Frames[output.Window].At(bucket, offset);
            sketches.Merge(first, last, registers);
            if (counts && IncludesCurrent(output.Window))
            {
                (int register, byte rank) = HyperLogLog.Place(source.Values[0]);
                registers[register] = Math.Max(registers[register], rank);
            }

            row[output.Position] = HyperLogLog.Estimate(registers);
        }
    }

    private void Create(in EntityEvent source, long incompleteUntil)
    {
        uint block = AllocateOrEvict(DistinctLayout.FirstCapacity, source.Time, source.Lateness);
        if (block == 0)
        {
            _statistics.CountDropped();
            return;
        }

        long bucket = _layout.Split(source.Time).Bucket;
        InitializeHeader(block, DistinctLayout.FirstCapacity, source.Hash, incompleteUntil, source.Time);
        DistinctMarks.Initialize(ref _arena.Block(block), _layout, bucket).TryAdd(source.Values[0], bucket);
        AddToTable(source.Hash, block);
        Noted(JournalBuffer.Event, in source);
    }

    private void Record(int slot, in EntityEvent source)
    {
        ref ulong block = ref _arena.Block((uint)_table[slot]);
        ref ulong lastTime = ref Unsafe.Add(ref block, DistinctLayout.LastTimeWord);
        lastTime = (ulong)Math.Max((long)lastTime, source.Time);
        long bucket = _layout.Split(source.Time).Bucket;
        if (DistinctLayout.HasSketches(BlockHeader.CapacityOf(ref block)))
        {
            AddToSketches(slot, source.Values[0], bucket);
        }
        else if (bucket > new DistinctMarks(ref block, _layout).Newest - _layout.Buckets)
        {
            AddToMarks(slot, source.Values[0], bucket);
        }
    }

    private void AddToMarks(int slot, ulong value, long bucket)
    {
        var marks = new DistinctMarks(ref _arena.Block((uint)_table[slot]), _layout);
        if (marks.TryAdd(value, bucket))
        {
            return;
        }

        int values = marks.CountInReach();
        if (values < _layout.Values)
        {
            // Half as many more than there are, so that a table is not written anew for each value.
            if (TryMove(slot, _layout.CapacityFor(values + (values / 2) + 1)))
            {
                new DistinctMarks(ref _arena.Block((uint)_table[slot]), _layout).TryAdd(value, bucket);
                return;
            }
        }
        else if (TryMove(slot, DistinctLayout.SketchesFor(marks.BucketsInReach())))
        {
            _statistics.CountSketched();
            AddToSketches(slot, value, bucket);
            return;
        }

        ref ulong incomplete = ref BlockHeader.IncompleteUntil(ref _arena.Block((uint)_table[slot]));
        incomplete = (ulong)Math.Max((long)incomplete, ((bucket + 1) * _layout.Width) + _layout.Span);
        _statistics.CountDropped();
    }

    private void AddToSketches(int slot, ulong value, long bucket)
    {
        uint reference = (uint)_table[slot];
        ref ulong block = ref _arena.Block(reference);
        var sketches = new DistinctSketches(ref block, _layout);
        if (bucket <= sketches.Newest - _layout.Buckets || sketches.TryAdd(value, bucket))
        {
            return;
        }

        // Nothing that windows reach is left: the key is counted exactly again.
        if (sketches.Newest <= bucket - _layout.Buckets && TryMove(slot, DistinctLayout.FirstCapacity))
        {
            new DistinctMarks(ref _arena.Block((uint)_table[slot]), _layout).TryAdd(value, bucket);
            return;
        }

        sketches.DropUnreached(Math.Max(sketches.Newest, bucket));
        if (sketches.TryAdd(value, bucket))
        {
            return;
        }

        int capacity = BlockHeader.CapacityOf(ref block);
        if (capacity >= _layout.LargestSketches || !TryMove(slot, capacity + 1))
        {
            sketches.DropOldest();
            _statistics.CountDropped();
        }

        new DistinctSketches(ref _arena.Block((uint)_table[slot]), _layout).TryAdd(value, bucket);
    }

    // Writes a key anew in a block of another capacity, or of the same without the values that are out of reach.
    private bool TryMove(int slot, int capacity)
    {
        uint to = _arena.Allocate(capacity, BlockWords(capacity));
        if (to == 0)
        {
            return false;
        }

        uint from = (uint)_table[slot];
        int old = BlockHeader.CapacityOf(ref _arena.Block(from));
        Copy(from, _layout, to, capacity);
        _arena.Free(from, old);
        Replace(slot, to);
        return true;
    }

    private void Copy(uint from, DistinctLayout layout, uint to, int capacity)
    {
        ref ulong source = ref _arena.Block(from);
        ref ulong target = ref _arena.Block(to);
        InitializeHeader(to, capacity, source, (long)BlockHeader.IncompleteUntil(ref source), (long)Unsafe.Add(ref source, DistinctLayout.LastTimeWord));
        bool hadSketches = DistinctLayout.HasSketches(BlockHeader.CapacityOf(ref source));
        if (!DistinctLayout.HasSketches(capacity))
        {
            long newest = hadSketches ? new DistinctSketches(ref source, layout).Newest : new DistinctMarks(ref source, layout).Newest;
            DistinctMarks marks = DistinctMarks.Initialize(ref target, _layout, newest);
            if (!hadSketches)
            {
                new DistinctMarks(ref source, layout).CopyTo(marks);
            }

            return;
        }

        var sketches = new DistinctSketches(ref target, _layout);
        if (hadSketches)
        {
            var old = new DistinctSketches(ref source, layout);
            for (int index = Math.Max(0, old.Count - _layout.RingBuckets(capacity)); index < old.Count; index++)
            {
                old.Registers(index).CopyTo(sketches.Open(sketches.Count, old.NumberOf(index)));
            }
        }
        else
        {
            new DistinctMarks(ref source, layout).CopyTo(sketches, _layout);
        }
    }

    private void InitializeHeader(uint reference, int capacity, ulong hash, long incompleteUntil, long lastTime)
    {
        ref ulong block = ref _arena.Block(reference);
        Unsafe.Add(ref block, BlockHeader.HashWord) = hash;
        Unsafe.Add(ref block, BlockHeader.ClockWord) = 0;
        Unsafe.Add(ref block, BlockHeader.RingWord) = 0;
        Unsafe.Add(ref block, BlockHeader.IncompleteWord) = (ulong)incompleteUntil;
        Unsafe.Add(ref block, BlockHeader.CapacityWord) = (ulong)capacity;
        Unsafe.Add(ref block, DistinctLayout.LastTimeWord) = (ulong)lastTime;
    }
}
