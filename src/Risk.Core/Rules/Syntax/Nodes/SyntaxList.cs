using System.Collections;
using System.Runtime.CompilerServices;

namespace Risk.Rules.Syntax;

/// <summary>An immutable list that equals another with equal items in the same order.</summary>
[CollectionBuilder(typeof(SyntaxListBuilder), nameof(SyntaxListBuilder.Create))]
internal readonly struct SyntaxList<T>(T[] items) : IEquatable<SyntaxList<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[]? _items = items;

    public int Count => _items?.Length ?? 0;

    public ReadOnlySpan<T> Span => _items;

    public T this[int index] => _items![index];

    public bool Equals(SyntaxList<T> other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is SyntaxList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in Span)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
