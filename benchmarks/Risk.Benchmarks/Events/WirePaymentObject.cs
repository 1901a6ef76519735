using System.Text.Json.Serialization;

namespace Risk.Benchmarks.Events;

/// <summary>The same payment as an object with setters, which System.Text.Json fills faster than a record with a constructor.</summary>
public sealed class WirePaymentObject
{
    public string CardFingerprint { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public double AmountInUsd { get; set; }

    public string Currency { get; set; } = "";

    public string? CardCountry { get; set; }

    public string? IpCountry { get; set; }

    public string? ShippingCountry { get; set; }

    public string CardBrand { get; set; } = "";

    public string CardFunding { get; set; } = "";

    public string CardBin { get; set; } = "";

    public string? EmailDomain { get; set; }

    public bool IsDisposableEmail { get; set; }

    public string CvcCheck { get; set; } = "";

    public string? AddressZipCheck { get; set; }

    public bool? IsAnonymousIp { get; set; }

    public bool IsNewCard { get; set; }

    public bool IsRecurring { get; set; }

    public string DeviceType { get; set; } = "";

    public string DeviceId { get; set; } = "";

    public string MerchantCategory { get; set; } = "";

    public double ChargesPerCardHourly { get; set; }

    public double ChargesPerCardDaily { get; set; }

    public double DeclinesPerIpHourly { get; set; }

    public double? HoursSinceFirstSeen { get; set; }

    public double? DistanceKm { get; set; }
}
