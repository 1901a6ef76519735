using Risk.Internals;

namespace Risk.Rules;

public static partial class RadarAttributes
{
    /// <summary>Radar counts up to 25 and no further.</summary>
    private const double LargestCount = 25;
    private const int ShortestBeginning = 4;

    private static readonly string[] CounterStarts =
    [
        "total_charges_per_", "authorized_charges_per_", "declined_charges_per_", "blocked_charges_per_", "dispute_count_on_", "efw_count_on_", "cards_per_", "emails_per_", "names_per_",
        "ip_addresses_per_", "name_count_for_", "card_count_for_", "email_count_for_", "charge_attempts_per_", "prepaid_card_count_for_", "billing_addresses_per_", "transactions_per_",
    ];

    private static readonly string[] NamesAlways = ["amount_in_usd", "amount_in_eur", "amount_in_gbp"];

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

    /// <summary>The public name that a name nobody knows was probably meant to be, those known by a pattern included; null when none is near.</summary>
    internal static string? Nearest(string name)
    {
        string[] names = [.. NamesAlways, .. ByName.Value.Keys];
        string? near = EditDistance.Nearest(name, names);
        if (near is not null && EditDistance.Between(name, near) == 1)
        {
            return near;
        }

        string? longer = name.Length < ShortestBeginning ? null : Array.Find(names, known => known.StartsWith(name, StringComparison.Ordinal) && known[name.Length] == '_');
        return longer ?? near ?? NearestCounter(name);
    }

    /// <summary>A counter with one slip in its start or in its end: what it counts by stands between and is free.</summary>
    private static string? NearestCounter(string name)
    {
        foreach (string end in CounterEnds)
        {
            foreach (string start in CounterStarts)
            {
                for (int slip = -1; slip <= 1; slip++)
                {
                    int startLength = start.Length + slip;
                    if (name.EndsWith(end, StringComparison.Ordinal) && startLength + end.Length < name.Length && EditDistance.Between(name[..startLength], start) == 1)
                    {
                        return start + name[startLength..];
                    }

                    int endLength = end.Length + slip;
                    if (name.StartsWith(start, StringComparison.Ordinal) && start.Length + endLength < name.Length && EditDistance.Between(name[^endLength..], end) == 1)
                    {
                        return name[..^endLength] + end;
                    }
                }
            }
        }

        return null;
    }
}
