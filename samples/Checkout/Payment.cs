using Risk;

namespace Checkout;

/// <summary>A payment as the shop sends it. The source generator writes its schema and the access to its attributes.</summary>
[RiskEvent]
public readonly partial record struct Payment(
    [property: Key] string CardFingerprint,
    decimal Amount,
    [property: Country] string? CardCountry,
    [property: Country] string? IpCountry,
    string? EmailDomain,
    int CustomerAgeDays,
    DateTimeOffset CreatedAt)
{
    /// <summary>What is scored before the first request, so that no customer waits for the compiler.</summary>
    internal static Payment[] Usual { get; } =
    [
        new("warm-up-1", 24.90m, "DE", "DE", "mail.example", 700, new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero)),
        new("warm-up-2", 1_900m, "DE", "US", "tempmail.example", 3, new DateTimeOffset(2026, 1, 5, 3, 0, 0, TimeSpan.Zero)),
    ];
}
