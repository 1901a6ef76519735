using System.Text.Json.Serialization;

namespace Risk.Benchmarks.Events;

/// <summary>A payment of 25 fields as it comes over the wire; an event, and a record that System.Text.Json deserialises into.</summary>
[RiskEvent]
public sealed partial record WirePayment(
    [Key] string CardFingerprint,
    DateTimeOffset CreatedAt,
    double AmountInUsd,
    string Currency,
    [Country] string? CardCountry,
    [Country] string? IpCountry,
    [Country] string? ShippingCountry,
    string CardBrand,
    string CardFunding,
    [Token] string CardBin,
    string? EmailDomain,
    bool IsDisposableEmail,
    string CvcCheck,
    string? AddressZipCheck,
    bool? IsAnonymousIp,
    bool IsNewCard,
    bool IsRecurring,
    string DeviceType,
    [Key] string DeviceId,
    string MerchantCategory,
    double ChargesPerCardHourly,
    double ChargesPerCardDaily,
    double DeclinesPerIpHourly,
    double? HoursSinceFirstSeen,
    double? DistanceKm);

/// <summary>Source-generated serialisation, the fastest that System.Text.Json has.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WirePayment))]
[JsonSerializable(typeof(WirePaymentObject))]
internal sealed partial class WirePaymentContext : JsonSerializerContext;
