namespace Risk.Rules.Binding;

/// <summary>The values of a list, duplicates removed, in source order. Either texts or numbers.</summary>
/// <param name="Name">The list's name without <c>@</c>, or null for a literal list.</param>
/// <param name="Texts">The texts; null for numbers.</param>
/// <param name="Numbers">The numbers; null for texts.</param>
internal sealed record BoundSet(string? Name, string[]? Texts, double[]? Numbers)
{
    /// <summary>The number of values.</summary>
    public int Count => Texts?.Length ?? Numbers!.Length;
}
