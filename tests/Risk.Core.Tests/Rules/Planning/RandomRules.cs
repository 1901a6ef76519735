using System.Globalization;
using System.Text;
using Risk.Events;

namespace Risk.Core.Tests.Rules.Planning;

/// <summary>
/// Random rules over a small schema, and events to break them with: missing values, NaN, both zeros, neighbours of 2^53,
/// infinities, empty texts, and texts whose case folding is a trap. Constants and values come from the same small pools, so
/// that equalities happen.
/// </summary>
internal sealed class RandomRules(int seed)
{
    private static readonly string[] Numbers = ["n1", "n2", "n3", "n4"];
    private static readonly string[] Texts = ["t1", "t2", "t3"];
    private static readonly string[] Tokens = ["k1", "k2"];
    private static readonly string[] Countries = ["c1", "c2"];
    private static readonly string[] Booleans = ["b1", "b2", "b3"];
    private static readonly string[] Times = ["timestamp", "opened_at"];
    private static readonly string[] NumberLiterals =
        ["0", "1", "5", "0.1", "19.99", "500", "9007199254740992", "9007199254740994", "1e300", "(0 - 1)", "(-5)", "(1 / 3)", "(1 / 0)"];

    private static readonly double[] NumberValues =
    [
        0, -0.0, 1, 5, -1, -5, 0.1, 19.99, 500, 1.0 / 3, 9007199254740992, 9007199254740994, 1e300, double.Epsilon, double.MaxValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    // Kelvin sign, dotless and dotted i, sharp s and its capital, both sigmas, long s, a ligature, a pair of surrogates, one
    // alone, a NUL, and texts around the length a key holds.
    private static readonly string[] TextValues =
    [
        "", "a", "A", "k", "K", "\u212A", "i", "I", "\u0131", "\u0130", "\u00DF", "\u1E9E", "ss", "\u03C3", "\u03C2", "\u03A3", "s", "\u017F",
        "\uFB01", "\U0001F600", "visa", "Visa", "VISA", "a\0", "abcdefghijklmno", "ABCDEFGHIJKLMNO", "abcdefghijklmnop", "ABCDEFGHIJKLMNOP",
        "x@example.com", "https://Example.com:8080/x?y", "10.1.2.3", "2001:db8::1", "42", "19.99",
    ];

    private static readonly string[] CountryValues = ["US", "us", "DE", "FR", "GB"];
    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];

    private readonly Random _random = new(seed);

    public static EventSchema Schema { get; } = new(
    [
        .. Numbers.Select(name => new AttributeDefinition(name, AttributeKind.Number)),
        .. Texts.Select(name => new AttributeDefinition(name, AttributeKind.Text)),
        .. Tokens.Select(name => new AttributeDefinition(name, AttributeKind.Token)),
        .. Countries.Select(name => new AttributeDefinition(name, AttributeKind.Country)),
        .. Booleans.Select(name => new AttributeDefinition(name, AttributeKind.Boolean)),
        .. Times.Select(name => new AttributeDefinition(name, AttributeKind.Timestamp)),
        new AttributeDefinition("::m::", AttributeKind.Token) { IsMetadata = true },
    ]);

    /// <summary>Rules of all actions, as source.</summary>
    public string Source(int count)
    {
        var source = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            string action = _random.Next(5) switch
            {
                0 => "Allow",
                1 => "Review",
                2 => "Request 3D Secure",
                3 => $"Score {(_random.Next(2) == 0 ? "+" : "-")}{_random.Next(1, 30)}",
                _ => "Block",
            };
            source.Append(CultureInfo.InvariantCulture, $"r{i}: {(_random.Next(10) == 0 ? "shadow " : "")}{action} if {Condition(_random.Next(1, 4))}\n");
        }

        return source.ToString();
    }

    /// <summary>Fills a row with one event.</summary>
    public void Fill(AttributeRow row)
    {
        row.Clear();
        for (int i = 0; i < Schema.Count; i++)
        {
            if (_random.Next(5) == 0)
            {
                continue;
            }

            switch (Schema[i].Kind)
            {
                case AttributeKind.Number:
                    row.SetNumber(i, Of(NumberValues));
                    break;
                case AttributeKind.Boolean:
                    row.SetBoolean(i, _random.Next(2) == 0);
                    break;
                case AttributeKind.Timestamp:
                    row.SetNumber(i, _random.Next(8) == 0 ? Of(NumberValues) * 1e15 : _random.NextInt64(2_000_000_000_000_000));
                    break;
                case AttributeKind.Country:
                    row.SetText(i, Of(CountryValues));
                    break;
                default:
                    row.SetText(i, _random.Next(20) == 0 ? "\uD83D" : Of(TextValues));
                    break;
            }
        }
    }

    private string Condition(int depth)
    {
        if (depth == 0)
        {
            return Predicate();
        }

        switch (_random.Next(9))
        {
            case 0 or 1 or 2:
                return Join(" and ", _random.Next(2, 5), depth);
            case 3 or 4:
                return Join(" or ", _random.Next(2, 4), depth);
            case 5 or 6:
                return $"not ({Condition(depth - 1)})";
            case 7:
                return $"{Of(["any_of", "all_of"])}({Join(", ", _random.Next(2, 4), depth)})";
            default:
                return Predicate();
        }
    }

    private string Join(string separator, int count, int depth) =>
        string.Join(separator, Enumerable.Range(0, count).Select(_ => separator == ", " ? Condition(depth - 1) : $"({Condition(depth - 1)})"));

    private string Predicate() => _random.Next(24) switch
    {
        0 or 1 or 2 or 3 => $"{Number(1)} {Of(Comparisons)} {Of(NumberLiterals)}",
        4 => $"{Of(NumberLiterals)} {Of(Comparisons)} {Number(1)}",
        5 or 6 => $"{Number(1)} {Of(Comparisons)} {Number(1)}",
        7 => $"{Number(1)} {Of(["", "not "])}between {Of(NumberLiterals)} and {Of(NumberLiterals)}",
        8 => $"{Number(1)} {Of(["", "not "])}in (0, 5, 19.99, 9007199254740993)",
        9 or 10 => $"{TextOperand()} {Of(["=", "!="])} {Literal(Of(TextValues))}",
        11 or 12 => $"{TextOperand()} {Of(["", "not "])}in ({string.Join(", ", Enumerable.Range(0, _random.Next(1, 12)).Select(_ => Literal(Of(TextValues))))})",
        13 => $"{TextOperand()} {Of(["=", "!="])} {TextOperand()}",
        14 => $"{Attribute(Of(Countries))} {Of(["=", "!="])} {Of(["'US'", "'de'", Attribute(Of(Countries)), Attribute(Of(Texts))])}",
        15 or 16 => Attribute(Of(Booleans)),
        17 => $"{Attribute(Of(Booleans))} {Of(["=", "!="])} {Of(["true", "false", Attribute(Of(Booleans)), $"({Predicate()})"])}",
        18 or 19 => $"{Of(["is_missing", "exists"])}({Of([Number(2), TextOperand(), Attribute(Of(Booleans)), "::m::"])})",
        20 => $"{TextOperand()} {Of(["", "not "])}{Of(["includes 'i'", "starts_with 'a'", "ends_with 'K'", "like '%a%'", "like 'a%p'", "matches '^[a-k]'"])}",
        21 => $"count_of({Predicate()}, {Attribute(Of(Booleans))}, {Attribute(Of(Booleans))}) {Of(Comparisons)} {Of(["0", "1", "2", Number(1)])}",
        22 => Of(
        [
            $"in_cidr({Attribute("t1")}, '10.0.0.0/8', '2001:db8::/32')", $"hour({Attribute("timestamp")}) > 12", $"weekday({Attribute("opened_at")}, 'UTC') = 3",
            $"age({Attribute("opened_at")}) > 1d", $"days_between({Attribute("opened_at")}, {Attribute("timestamp")}) < 30",
            $"distance_km({Number(0)}, {Number(0)}, 1, 2) < 500", $":rule_points: {Of(Comparisons)} 10",
        ]),
        _ => $"coalesce({Attribute(Of(Booleans))}, {Of(["true", "false", Attribute(Of(Booleans))])})",
    };

    private string Number(int depth) => _random.Next(depth == 0 ? 4 : 12) switch
    {
        0 or 1 or 2 or 3 or 4 or 5 => Attribute(Of(Numbers)),
        6 => $"{Attribute(Of(Numbers))} {Of(["+", "-", "*", "/", "%"])} {Of([Of(NumberLiterals), Attribute(Of(Numbers))])}",
        7 => $"-{Attribute(Of(Numbers))}",
        8 => $"coalesce({Attribute(Of(Numbers))}, {Of([Of(NumberLiterals), Attribute(Of(Numbers))])})",
        9 => $"{Of(["abs", "floor", "round", "ceil", "log"])}({Attribute(Of(Numbers))})",
        10 => $"{Of(["min", "max"])}({Attribute(Of(Numbers))}, {Of(NumberLiterals)})",
        _ => Of([$"length({TextOperand()})", $"similarity({Attribute(Of(Texts))}, {TextOperand()})", ":rule_points:"]),
    };

    private string TextOperand() => _random.Next(8) switch
    {
        0 => $"{Of(["lower", "upper", "trim", "domain"])}({Attribute(Of([.. Texts, .. Tokens]))})",
        1 => $"coalesce({Attribute(Of([.. Texts, .. Tokens]))}, {Literal(Of(TextValues))})",
        2 => "::m::",
        3 or 4 => Attribute(Of(Tokens)),
        _ => Attribute(Of(Texts)),
    };

    private static string Attribute(string name) => $":{name}:";

    private static string Literal(string text) => text.Contains('\0', StringComparison.Ordinal) ? "'nul'" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private T Of<T>(ReadOnlySpan<T> items) => items[_random.Next(items.Length)];
}
