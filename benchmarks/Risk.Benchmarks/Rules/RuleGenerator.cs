using System.Globalization;
using System.Text;
using Risk.Events;

namespace Risk.Benchmarks.Rules;

/// <summary>
/// Writes rules in the style of the workload's own, as many as wanted: one to four predicates joined by <c>and</c> and
/// sometimes <c>or</c>, a third of them negated, with thresholds and lists taken from the events.
/// </summary>
internal sealed class RuleGenerator
{
    private static readonly string[] Actions = ["Allow", "Block", "Block", "Review", "Review", "Request 3D Secure"];
    private static readonly string[] Orders = ["<", "<=", ">", ">="];

    private static readonly (string, string)[] Pairs =
    [
        ("card_country", "ip_country"), ("card_country", "shipping_country"), ("ip_country", "shipping_country"), ("billing_state", "ip_state"),
        ("amount_in_usd", "average_usd_amount_on_card_all_time"), ("total_charges_per_card_number_hourly", "total_charges_per_ip_address_hourly"),
        ("declined_charges_per_card_number_daily", "total_charges_per_email_daily"), ("cards_per_email_weekly", "total_charges_per_email_daily"),
        ("seconds_since_session_start", "minutes_since_card_was_created"),
    ];

    private readonly EventSchema _schema;
    private readonly List<double>[] _numbers;
    private readonly List<string>[] _texts;
    private readonly Random _random;

    public RuleGenerator(EventSchema schema, IReadOnlyList<object?[]> events, int seed)
    {
        _schema = schema;
        _random = new Random(seed);
        _numbers = new List<double>[schema.Count];
        _texts = new List<string>[schema.Count];
        for (int i = 0; i < schema.Count; i++)
        {
            _numbers[i] = [.. events.Select(values => values[i]).OfType<double>()];
            _texts[i] = [.. events.Select(values => values[i]).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Source of rules labelled r1, r2 and so on.</summary>
    public string Write(int count)
    {
        var source = new StringBuilder();
        for (int i = 1; i <= count; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"r{i}: {Of(Actions)} if {Condition()}\n");
        }

        return source.ToString();
    }

    private string Condition()
    {
        int count = _random.Next(20) switch { < 2 => 1, < 8 => 2, < 14 => 3, _ => 4 };
        var predicates = new List<string>(count);
        for (int i = 0; i < count; i++)
        {
            predicates.Add(_random.Next(8) == 0 ? $"not ({Predicate()})" : Predicate());
        }

        if (count > 1 && _random.Next(10) == 0)
        {
            predicates[^2] = $"({predicates[^2]} or {predicates[^1]})";
            predicates.RemoveAt(count - 1);
        }

        return string.Join(" and ", predicates);
    }

    private string Predicate()
    {
        if (_random.Next(9) == 0)
        {
            (string left, string right) = Of(Pairs);
            bool isText = _schema[_schema.IndexOf(left)].IsText;
            return $":{left}: {(isText ? Of(["=", "!="]) : Of(["<", ">"]))} :{right}:";
        }

        int attribute = _random.Next(_schema.Count);
        string name = $":{_schema[attribute].Name}:";
        if (_random.Next(16) == 0)
        {
            return $"is_missing({name})";
        }

        switch (_schema[attribute].Kind)
        {
            case AttributeKind.Number:
                double value = _numbers[attribute][_random.Next(_numbers[attribute].Count)];
                return string.Create(CultureInfo.InvariantCulture, $"{name} {Of(Orders)} {Math.Round(value, value < 200 ? 2 : 0)}");
            case AttributeKind.Boolean:
                return name;
            default:
                List<string> texts = _texts[attribute];
                if (_random.Next(3) == 0)
                {
                    return $"{name} {Of(["=", "=", "!="])} '{texts[_random.Next(texts.Count)]}'";
                }

                string[] members = [.. texts.OrderBy(_ => _random.Next()).Take(_random.Next(2, Math.Clamp(texts.Count, 3, 21)))];
                return $"{name} in ('{string.Join("','", members)}')";
        }
    }

    private T Of<T>(ReadOnlySpan<T> items) => items[_random.Next(items.Length)];
}
