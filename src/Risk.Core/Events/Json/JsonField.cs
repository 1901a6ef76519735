namespace Risk.Events.Json;

/// <summary>Where a key's value goes.</summary>
/// <param name="Position">The attribute's position; -1 for the key <c>metadata</c> when it is no attribute.</param>
/// <param name="Kind">The attribute's kind.</param>
/// <param name="HoldsMetadata">True for the key <c>metadata</c>, whose object holds metadata by key.</param>
internal readonly record struct JsonField(int Position, AttributeKind Kind, bool HoldsMetadata = false)
{
    /// <summary>Whether there is an attribute and it holds text.</summary>
    public bool IsText { get; } = Position >= 0 && Kind is (AttributeKind.Text or AttributeKind.Token or AttributeKind.Country);
}
