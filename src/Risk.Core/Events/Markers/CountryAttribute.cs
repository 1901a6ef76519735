namespace Risk;

/// <summary>Marks a text property of an event that holds an ISO 3166 alpha-2 country code.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CountryAttribute : Attribute;
