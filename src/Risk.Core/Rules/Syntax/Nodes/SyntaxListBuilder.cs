namespace Risk.Rules.Syntax;

/// <summary>Lets <see cref="SyntaxList{T}"/> be written as a collection expression.</summary>
internal static class SyntaxListBuilder
{
    public static SyntaxList<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T> => new(items.ToArray());
}
