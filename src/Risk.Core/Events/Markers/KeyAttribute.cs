namespace Risk;

/// <summary>Marks a property of an event that identifies an entity (card, device, merchant) windows count by. A text is then a token.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class KeyAttribute : Attribute;
