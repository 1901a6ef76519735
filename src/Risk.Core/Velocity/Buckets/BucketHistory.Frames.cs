using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <content>The frames: buckets enter and leave them.</content>
internal readonly ref partial struct BucketHistory
{
    private const ulong NoValue = 0x7FF8000000000000;

    /// <summary>Moves all frames forward to a time that is not before the clock.</summary>
    public void Advance(long time)
    {
        Clock = time;
        (long bucket, long offset) = _layout.Split(time);
        foreach (BucketFrame frame in _layout.Frames)
        {
            Move(frame, ref Word(frame.Word), bucket, offset);
        }
    }

    /// <summary>Computes from the buckets what a frame is at any time, in words outside the block.</summary>
    public void Compute(BucketFrame frame, ref ulong state, long time)
    {
        Empty(frame, ref state, 0);
        (long bucket, long offset) = _layout.Split(time);
        Move(frame, ref state, bucket, offset);
    }

    /// <summary>The smallest or largest value of a frame; searched anew when the bucket that held it has left.</summary>
    public double Extreme(BucketFrameSlot slot, ref ulong state)
    {
        ref ulong value = ref Unsafe.Add(ref state, slot.Word);
        ref ulong isStale = ref Unsafe.Add(ref value, 1);
        if (isStale != 0)
        {
            value = NoValue;
            isStale = 0;
            for (int index = (int)(uint)state; index < (int)(state >> 32); index++)
            {
                value = More(slot.Source.Kind, value, Unsafe.Add(ref Bucket(index), slot.Source.Word));
            }
        }

        return BitConverter.UInt64BitsToDouble(value);
    }

    /// <summary>Writes the words of a frame that covers nothing.</summary>
    public static void Empty(BucketFrame frame, ref ulong state, int index)
    {
        Set(ref state, index, index);
        foreach (BucketFrameSlot slot in frame.Slots)
        {
            ref ulong word = ref Unsafe.Add(ref state, slot.Word);
            Clear(slot.Source, ref word);
            if (slot.Words == 2)
            {
                Unsafe.Add(ref word, 1) = 0;
            }
        }
    }

    private void Rebuild()
    {
        foreach (BucketFrame frame in _layout.Frames)
        {
            Empty(frame, ref Word(frame.Word), 0);
        }

        if (Clock != long.MinValue)
        {
            Advance(Clock);
        }
    }

    private void Move(BucketFrame frame, ref ulong state, long bucket, long offset)
    {
        (long first, long last) = frame.At(bucket, offset);
        int tail = (int)(uint)state;
        int enter = (int)(state >> 32);
        int count = Count;
        int next = enter;
        while (next != count && NumberOf(next) <= last)
        {
            next++;
        }

        if (next == tail)
        {
            return;
        }

        if (NumberOf(next - 1) < first)
        {
            Empty(frame, ref state, next);
            return;
        }

        for (; enter != next; enter++)
        {
            Enter(frame, ref state, ref Bucket(enter));
        }

        for (; NumberOf(tail) < first; tail++)
        {
            Leave(frame, ref state, ref Bucket(tail));
        }

        Set(ref state, tail, next);
    }

    private static void Enter(BucketFrame frame, ref ulong state, ref ulong bucket)
    {
        foreach (BucketFrameSlot slot in frame.Slots)
        {
            ref ulong word = ref Unsafe.Add(ref state, slot.Word);
            ref ulong added = ref Unsafe.Add(ref bucket, slot.Source.Word);
            if (slot.Source.Kind == AggregateKind.Count)
            {
                word += added;
            }
            else if (slot.Source.Kind == AggregateKind.Sum)
            {
                Sum(ref word, new Int128(Unsafe.Add(ref added, 1), added), Unsafe.Add(ref added, 2));
            }
            else
            {
                word = More(slot.Source.Kind, word, added);
            }
        }
    }

    private static void Leave(BucketFrame frame, ref ulong state, ref ulong bucket)
    {
        foreach (BucketFrameSlot slot in frame.Slots)
        {
            ref ulong word = ref Unsafe.Add(ref state, slot.Word);
            ref ulong left = ref Unsafe.Add(ref bucket, slot.Source.Word);
            if (slot.Source.Kind == AggregateKind.Count)
            {
                word -= left;
            }
            else if (slot.Source.Kind == AggregateKind.Sum)
            {
                Sum(ref word, -new Int128(Unsafe.Add(ref left, 1), left), unchecked(0 - Unsafe.Add(ref left, 2)));
            }
            else if (word == left && left != NoValue)
            {
                Unsafe.Add(ref word, 1) = 1;
            }
        }
    }

    private static void AddTo(BucketFrame frame, ref ulong state, long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        foreach (BucketFrameSlot slot in frame.Slots)
        {
            if (!Satisfies(flags, slot.Source.Condition))
            {
                continue;
            }

            ref ulong word = ref Unsafe.Add(ref state, slot.Word);
            if (slot.Source.Kind == AggregateKind.Count)
            {
                word++;
            }
            else if (slot.Source.Kind == AggregateKind.Sum)
            {
                FixedPoint.Add(ref word, ValueOf(slot.Source.Column, time, values));
            }
            else
            {
                word = More(slot.Source.Kind, word, BitConverter.DoubleToUInt64Bits(ValueOf(slot.Source.Column, time, values)));
            }
        }
    }

    // The framework's minimum and maximum put -0 before 0, so which came first makes no difference.
    private static ulong More(AggregateKind kind, ulong best, ulong added)
    {
        double value = BitConverter.UInt64BitsToDouble(added);
        double known = BitConverter.UInt64BitsToDouble(best);
        return double.IsNaN(value) ? best
            : double.IsNaN(known) ? added
            : BitConverter.DoubleToUInt64Bits(kind == AggregateKind.Maximum ? Math.Max(known, value) : Math.Min(known, value));
    }

    private static void Sum(ref ulong words, Int128 added, ulong count)
    {
        Int128 sum = new Int128(Unsafe.Add(ref words, 1), words) + added;
        words = (ulong)sum;
        Unsafe.Add(ref words, 1) = (ulong)(sum >> 64);
        Unsafe.Add(ref words, 2) += count;
    }

    private static void Set(ref ulong state, int tail, int enter) => state = ((ulong)(uint)enter << 32) | (uint)tail;
}
