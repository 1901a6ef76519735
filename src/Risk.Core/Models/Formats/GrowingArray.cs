namespace Risk.Models.Formats;

/// <summary>An array whose length is known only at its end. Starts small: most arrays of a damaged file are short.</summary>
internal struct GrowingArray<T>()
{
    private T[] _items = new T[16];

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    public readonly T[] ToArray() => _items.AsSpan(0, Count).ToArray();
}
