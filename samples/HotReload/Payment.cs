using Risk;

namespace HotReload;

/// <summary>A payment.</summary>
[RiskEvent]
public readonly partial record struct Payment(decimal Amount, [property: Country] string? CardCountry, [property: Country] string? IpCountry);
