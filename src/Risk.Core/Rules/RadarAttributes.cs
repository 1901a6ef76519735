using Risk.Events;

namespace Risk.Rules;

/// <summary>
/// The attributes that public Radar rules name, with their types and bounds: what rules mean that come without a schema.
/// </summary>
public static partial class RadarAttributes
{
    private static readonly string[] Booleans =
    [
        "is_3d_secure", "is_3d_secure_authenticated", "is_anonymous_ip", "is_checkout", "is_disposable_email", "is_my_login_ip", "is_new_card_on_customer",
        "is_off_session", "is_recurring", "is_wallet", "is_cvc_provided", "is_card_saved", "is_fallback_to_magstripe", "has_cardholder_name", "has_liability_shift",
        "has_shipping", "has_billing_address", "has_ip_address",
    ];

    private static readonly string[] Texts =
    [
        "risk_level", "card_brand", "card_funding", "card_3d_secure_support", "cvc_check", "address_line1_check", "address_zip_check", "address_postal_code_check",
        "billing_address", "billing_address_line1", "billing_address_line2", "billing_address_postal_code", "billing_address_city", "billing_address_state", "billing_state",
        "shipping_address", "shipping_address_line1", "shipping_address_line2", "shipping_address_postal_code", "shipping_address_city", "shipping_address_state",
        "shipping_state", "ip_state", "ip_city", "card_name", "charge_description", "currency", "digital_wallet", "email", "email_domain", "destination_type", "payment_method_type",
        "device_type", "merchant_category", "statement_descriptor", "product_name", "user_agent", "card_issuer", "card_address_line1_check", "card_zip_check",
    ];

    private static readonly string[] Tokens =
    [
        "card_bin", "card_fingerprint", "card_number", "card_token", "customer", "customer_id", "destination", "ip_address", "device_fingerprint", "device_id",
        "payment_method", "sepa_debit_fingerprint", "sepa_debit_bank_code", "account", "session_id", "merchant_id",
    ];

    private static readonly string[] Countries =
    [
        "card_country", "ip_country", "billing_address_country", "billing_country", "shipping_address_country", "shipping_country", "destination_country", "sepa_debit_country",
    ];

    private static readonly string[] Numbers =
    [
        "average_usd_amount_attempted_on_card_all_time", "average_usd_amount_successful_on_card_all_time", "average_usd_amount_on_card", "average_usd_amount_on_card_all_time",
        "total_usd_amount_on_card_all_time", "total_usd_amount_attempted_on_card_all_time", "total_usd_amount_successful_on_card_all_time",
        "seconds_since_card_first_seen", "seconds_since_email_first_seen", "seconds_since_first_successful_auth_on_card", "seconds_since_session_start",
        "minutes_since_card_was_created", "minutes_since_email_was_first_seen", "hours_since_first_seen_on_email", "hours_since_email_was_first_seen",
        "days_since_first_seen_on_card", "customer_age_days",
        "distance_between_ip_address_and_billing_address", "distance_km_ip_to_billing", "estimated_distance_km",
    ];

    private static readonly Lazy<Dictionary<string, AttributeDefinition>> ByName = new(Tabulate);

    /// <summary>Every attribute that is known by its whole name, in alphabetical order. Those known by a pattern (<c>amount_in_usd</c>, counters) are not among them.</summary>
    public static IReadOnlyList<AttributeDefinition> All { get; } = [.. ByName.Value.Values.OrderBy(static a => a.Name, StringComparer.Ordinal)];

    /// <summary>The attribute of a name, or null when it is not a public Radar name.</summary>
    public static AttributeDefinition? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName.Value.TryGetValue(name, out AttributeDefinition? known) ? known : FindByPattern(name);
    }

    private static AttributeDefinition? FindByPattern(string name)
    {
        if (name.StartsWith("amount_in_", StringComparison.Ordinal) && name.Length == 13)
        {
            return new AttributeDefinition(name, AttributeKind.Number) { Minimum = 0 };
        }

        return IsCounter(name) ? new AttributeDefinition(name, AttributeKind.Number) { Minimum = 0, Maximum = LargestCount } : null;
    }

    private static Dictionary<string, AttributeDefinition> Tabulate()
    {
        var known = new Dictionary<string, AttributeDefinition>(StringComparer.Ordinal)
        {
            ["risk_score"] = new("risk_score", AttributeKind.Number) { Minimum = 0, Maximum = 100 },
            ["created"] = new("created", AttributeKind.Timestamp),
        };
        Add(Booleans, AttributeKind.Boolean);
        Add(Texts, AttributeKind.Text);
        Add(Tokens, AttributeKind.Token);
        Add(Countries, AttributeKind.Country);
        Add(Numbers, AttributeKind.Number);
        return known;

        void Add(string[] names, AttributeKind kind)
        {
            foreach (string name in names)
            {
                known.TryAdd(name, new AttributeDefinition(name, kind) { Minimum = kind == AttributeKind.Number ? 0 : null });
            }
        }
    }
}
