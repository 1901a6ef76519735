using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>The buckets of a key that saw an event, in order of time, in a ring of its block. The first word of a bucket is its number.</summary>
/// <remarks>Held only under the stripe's gate. Indexes count from the oldest bucket kept; the layout sized the block.</remarks>
internal readonly ref struct BucketRing
{
    private readonly ref ulong _block;
    private readonly int _start;
    private readonly int _words;
    private readonly int _capacity;

    /// <param name="block">The key's block.</param>
    /// <param name="start">The ring's first word.</param>
    /// <param name="words">The words of a bucket.</param>
    /// <param name="capacity">How many buckets it holds.</param>
    public BucketRing(ref ulong block, int start, int words, int capacity)
    {
        _block = ref block;
        (_start, _words, _capacity) = (start, words, capacity);
    }

    public int Count => (int)(Word >> 32);

    public bool IsFull => Count == _capacity;

    private int First => (int)(uint)Word;

    private ref ulong Word => ref Unsafe.Add(ref _block, BlockHeader.RingWord);

    /// <summary>The number of a bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long NumberOf(int index) => (long)Bucket(index);

    /// <summary>The first word of a bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Bucket(int index)
    {
        int place = First + index;
        place = place >= _capacity ? place - _capacity : place;
        return ref Unsafe.Add(ref _block, (nint)(uint)(_start + (place * _words)));
    }

    /// <summary>The index of a bucket.</summary>
    /// <returns>The complement of where it belongs when it is not there.</returns>
    public int IndexOf(long number)
    {
        int index = Count - 1;
        while (index >= 0 && NumberOf(index) > number)
        {
            index--;
        }

        return index >= 0 && NumberOf(index) == number ? index : ~(index + 1);
    }

    /// <summary>Makes a place for a bucket, whose words are the caller's to write; the ring must have room.</summary>
    public ref ulong Open(int index)
    {
        int count = Count;
        Set(First, count + 1);
        for (int moved = count; moved > index; moved--)
        {
            ref ulong from = ref Bucket(moved - 1);
            ref ulong to = ref Bucket(moved);
            for (int word = 0; word < _words; word++)
            {
                Unsafe.Add(ref to, word) = Unsafe.Add(ref from, word);
            }
        }

        return ref Bucket(index);
    }

    /// <summary>How many buckets are not newer than a number.</summary>
    public int CountUpTo(long number)
    {
        int count = Count;
        int old = 0;
        while (old < count && NumberOf(old) <= number)
        {
            old++;
        }

        return old;
    }

    /// <summary>Forgets the oldest buckets.</summary>
    public void Drop(int buckets)
    {
        int first = First + buckets;
        Set(first >= _capacity ? first - _capacity : first, Count - buckets);
    }

    private void Set(int first, int count) => Word = ((ulong)(uint)count << 32) | (uint)first;
}
