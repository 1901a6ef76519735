namespace Risk.Rules;

public static partial class RadarAttributes
{
    /// <summary>Radar counts up to 25 and no further.</summary>
    private const double LargestCount = 25;

    private static readonly string[] CounterStarts =
    [
        "total_charges_per_", "authorized_charges_per_", "declined_charges_per_", "blocked_charges_per_", "dispute_count_on_", "efw_count_on_", "cards_per_", "emails_per_", "names_per_",
        "ip_addresses_per_", "name_count_for_", "card_count_for_", "email_count_for_", "charge_attempts_per_", "prepaid_card_count_for_", "billing_addresses_per_", "transactions_per_",
    ];

    private static readonly string[] CounterEnds = ["_hourly", "_daily", "_weekly", "_monthly", "_all_time"];

    private static bool IsCounter(string name)
    {
        foreach (string start in CounterStarts)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
            {
                return Array.Exists(CounterEnds, end => name.EndsWith(end, StringComparison.Ordinal)) || start.EndsWith("_on_", StringComparison.Ordinal);
            }
        }

        return false;
    }
}
