namespace Risk;

/// <summary>Marks a text, number or GUID property of an event as text that compares exactly, such as a fingerprint or identifier.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TokenAttribute : Attribute;
