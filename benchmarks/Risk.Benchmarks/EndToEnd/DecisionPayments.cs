using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Risk.Events;

namespace Risk.Benchmarks.EndToEnd;

/// <summary>2,048 distinct payments in rotation whose time goes on, as objects and as JSON.</summary>
internal sealed class DecisionPayments
{
    public const int Count = 2_048;
    private const long FirstSecond = 1_760_000_000;
    private const int SecondsBetween = 20;
    private const int Digits = 10;

    private static readonly string[] Countries = ["DE", "FR", "NL", "GB", "US", "ES", "PL", "IT"];

    private readonly DecisionPayment[] _payments = new DecisionPayment[Count];
    private readonly byte[][] _json = new byte[Count][];
    private readonly int[] _timePositions = new int[Count];
    private readonly StrongBox<long> _second;
    private int _next;

    /// <param name="seed">What the payments are drawn from.</param>
    /// <param name="second">The time, shared by all who feed one scorer so that nobody's payments lie in the others' past; its own when null.</param>
    public DecisionPayments(int seed, StrongBox<long>? second = null)
    {
        _second = second ?? Clock();
        var random = new Random(seed);
        for (int i = 0; i < Count; i++)
        {
            _payments[i] = Draw(random);
            _json[i] = ToJson(_payments[i], out _timePositions[i]);
        }
    }

    /// <summary>A time to share.</summary>
    public static StrongBox<long> Clock() => new(FirstSecond);

    /// <summary>The next payment, twenty seconds after the last.</summary>
    public DecisionPayment Next()
    {
        long second = Interlocked.Add(ref _second.Value, SecondsBetween);
        return _payments[_next++ & (Count - 1)] with { CreatedAt = DateTimeOffset.FromUnixTimeSeconds(second) };
    }

    /// <summary>The next payment as JSON, twenty seconds after the last.</summary>
    public JsonEvent NextJson()
    {
        long second = Interlocked.Add(ref _second.Value, SecondsBetween);
        int index = _next++ & (Count - 1);
        Utf8Formatter.TryFormat(second, _json[index].AsSpan(_timePositions[index], Digits), out _);
        return new JsonEvent(_json[index]);
    }

    private static DecisionPayment Draw(Random random) => new(
        Card: $"card_{random.Next(400):D6}",
        Device: $"device_{random.Next(600):D6}",
        Merchant: $"merchant_{random.Next(80):D4}",
        Email: $"email_{random.Next(500):D6}",
        CardCountry: Of(random, Countries),
        IpCountry: random.Next(20) == 0 ? null : Of(random, Countries),
        ShippingCountry: random.Next(4) == 0 ? null : Of(random, Countries),
        Currency: Of(random, "eur", "usd", "gbp", "pln"),
        CardBrand: Of(random, "visa", "mastercard", "amex", "discover"),
        CardFunding: Of(random, "credit", "debit", "prepaid", "unknown"),
        EmailDomain: random.Next(10) == 0 ? null : $"domain{random.Next(60)}.net",
        CvcCheck: Of(random, "pass", "fail", "unchecked", "unavailable"),
        AvsCheck: random.Next(10) == 0 ? null : Of(random, "match", "partial", "mismatch", "unavailable"),
        DeviceType: Of(random, "phone", "desktop", "tablet", "tv"),
        MerchantCategory: $"mcc_{random.Next(40)}",
        IsDisposableEmail: random.Next(10) == 0,
        IsNewCard: random.Next(3) == 0,
        IsRecurring: random.Next(5) == 0,
        IsAnonymousIp: random.Next(10) == 0 ? null : random.Next(20) == 0,
        Amount: Math.Round(Math.Exp(random.NextDouble() * 7), 2),
        CustomerAgeDays: random.Next(2_000),
        SessionSeconds: random.Next(1_800),
        ItemCount: random.Next(1, 9),
        DistanceKm: random.Next(10) == 0 ? null : Math.Round(random.NextDouble() * 5_000, 1),
        HoursSinceFirstSeen: random.Next(10) == 0 ? null : random.Next(10_000),
        PreviousCharges: random.Next(40),
        PreviousDeclines: random.Next(4),
        BasketMargin: Math.Round(random.NextDouble(), 3),
        TypingSpeed: Math.Round(random.NextDouble() * 12, 2),
        CreatedAt: DateTimeOffset.FromUnixTimeSeconds(FirstSecond));

    private static byte[] ToJson(DecisionPayment payment, out int timePosition)
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        (string Name, string? Value)[] texts =
        [
            ("card", payment.Card), ("device", payment.Device), ("merchant", payment.Merchant), ("email", payment.Email), ("card_country", payment.CardCountry),
            ("ip_country", payment.IpCountry), ("shipping_country", payment.ShippingCountry), ("currency", payment.Currency), ("card_brand", payment.CardBrand),
            ("card_funding", payment.CardFunding), ("email_domain", payment.EmailDomain), ("cvc_check", payment.CvcCheck), ("avs_check", payment.AvsCheck),
            ("device_type", payment.DeviceType), ("merchant_category", payment.MerchantCategory),
        ];
        foreach ((string name, string? value) in texts)
        {
            writer.WriteString(name, value);
        }

        (string Name, bool? Value)[] flags =
        [
            ("is_disposable_email", payment.IsDisposableEmail), ("is_new_card", payment.IsNewCard), ("is_recurring", payment.IsRecurring), ("is_anonymous_ip", payment.IsAnonymousIp),
        ];
        foreach ((string name, bool? value) in flags)
        {
            if (value is { } known)
            {
                writer.WriteBoolean(name, known);
            }
        }

        (string Name, double? Value)[] numbers =
        [
            ("amount", payment.Amount), ("customer_age_days", payment.CustomerAgeDays), ("session_seconds", payment.SessionSeconds), ("item_count", payment.ItemCount),
            ("distance_km", payment.DistanceKm), ("hours_since_first_seen", payment.HoursSinceFirstSeen), ("previous_charges", payment.PreviousCharges),
            ("previous_declines", payment.PreviousDeclines), ("basket_margin", payment.BasketMargin), ("typing_speed", payment.TypingSpeed),
        ];
        foreach ((string name, double? value) in numbers)
        {
            if (value is { } known)
            {
                writer.WriteNumber(name, known);
            }
        }

        writer.WriteNumber("created_at", FirstSecond);
        writer.WriteEndObject();
        writer.Flush();
        timePosition = (int)stream.Length - 1 - Digits;
        return stream.ToArray();
    }

    private static string Of(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
