namespace Risk;

/// <summary>
/// Marks a partial record, class or struct as an event. The source generator gives it a schema of its public properties and a reader without
/// reflection (<see cref="Events.IRiskEvent{TSelf}"/>).
/// </summary>
/// <remarks>
/// An attribute's name is the property's in snake case, as <c>JsonNamingPolicy.SnakeCaseLower</c> writes it: <c>AmountInUsd</c> is
/// <c>amount_in_usd</c>. Properties of nested records, classes and structs are flattened: <c>Card.Country</c> is <c>card_country</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RiskEventAttribute : Attribute
{
    /// <summary>What stands between the names of a nested property and its owner; <c>_</c> unless set.</summary>
    public string Separator { get; init; } = "_";
}
