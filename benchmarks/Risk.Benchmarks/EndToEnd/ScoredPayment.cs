using System.Globalization;

namespace Risk.Benchmarks.EndToEnd;

/// <summary>The payment of the end-to-end benchmarks.</summary>
[RiskEvent]
public readonly partial record struct ScoredPayment(
    [property: Key] string Card, double Amount, [property: Country] string CardCountry, [property: Country] string IpCountry, string EmailDomain, bool IsDisposableEmail, int CustomerAgeDays)
{
    /// <summary>The payment as a line of JSON.</summary>
    public string ToJson() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"card":"{{Card}}","amount":{{Amount}},"card_country":"{{CardCountry}}","ip_country":"{{IpCountry}}","email_domain":"{{EmailDomain}}","is_disposable_email":{{(IsDisposableEmail ? "true" : "false")}},"customer_age_days":{{CustomerAgeDays}}}""");
}
