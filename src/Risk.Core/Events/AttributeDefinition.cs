namespace Risk.Events;

/// <summary>
/// One named, typed value of an event. Equal definitions describe the same attribute, so a schema's
/// fingerprint is made from them.
/// </summary>
/// <param name="Name">The name rules and pipelines use, such as <c>amount_in_usd</c>. Compares ordinally.</param>
/// <param name="Kind">The type of its values.</param>
public sealed record AttributeDefinition(string Name, AttributeKind Kind)
{
    /// <summary>The smallest value a number can take, or null when it has no bound.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value a number can take, or null when it has no bound.</summary>
    public double? Maximum { get; init; }

    /// <summary>True for metadata (<c>::key::</c>): a token that compares as a number against a number.</summary>
    public bool IsMetadata { get; init; }

    /// <summary>True when the attribute identifies an entity (card, device, merchant) that windows count by.</summary>
    public bool IsKey { get; init; }

    /// <summary>True when the value is held as text (<see cref="AttributeKind.Text"/>, <see cref="AttributeKind.Token"/>, <see cref="AttributeKind.Country"/>).</summary>
    public bool IsText => Kind is AttributeKind.Text or AttributeKind.Token or AttributeKind.Country;
}
