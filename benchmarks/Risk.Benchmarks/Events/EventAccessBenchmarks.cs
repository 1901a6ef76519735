using System.Globalization;
using System.Reflection;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Risk.Benchmarks.EndToEnd;
using Risk.Events;

namespace Risk.Benchmarks.Events;

/// <summary>
/// A payment of 30 properties from an object into a row: by the generated reader, by the same calls written by hand, by a dictionary of boxed values as dynamic rule
/// engines take it, and by reflection. Every way must leave the same row.
/// </summary>
[MemoryDiagnoser]
[BenchmarkCategory("Events")]
public class EventAccessBenchmarks
{
    private static readonly IEventReader<DecisionPayment> Reader = ReaderOf<DecisionPayment>();

    private static readonly PropertyInfo[] Properties =
    [
        .. Reader.Schema.Attributes.Select(static attribute =>
            typeof(DecisionPayment).GetProperties().Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == attribute.Name)),
    ];

    private DecisionPayment[] _events = [];
    private Dictionary<string, object?>[] _dictionaries = [];
    private AttributeRow _row = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        var payments = new DecisionPayments(seed: 11);
        _events = [.. Enumerable.Range(0, DecisionPayments.Count).Select(_ => payments.Next())];
        _dictionaries = [.. _events.Select(static payment => ToDictionary(in payment))];
        _row = WirePayments.CreateRow(Reader.Schema);
        Func<double>[] ways = [WrittenByHand, FromDictionary, ThroughDictionary, ByReflection];
        for (int i = 0; i < _events.Length; i++)
        {
            string expected = Run(Generated, i);
            foreach (Func<double> way in ways)
            {
                if (Run(way, i) != expected)
                {
                    throw new InvalidOperationException($"{way.Method.Name} leaves another row.");
                }
            }
        }

        _next = 0;
    }

    [Benchmark(Baseline = true)]
    public double Generated()
    {
        _row.Clear();
        Reader.Read(in _events[Next()], _row);
        return _row.GetNumber(19);
    }

    [Benchmark]
    public double WrittenByHand()
    {
        _row.Clear();
        ref readonly DecisionPayment payment = ref _events[Next()];
        _row.SetText(0, payment.Card);
        _row.SetText(1, payment.Device);
        _row.SetText(2, payment.Merchant);
        _row.SetText(3, payment.Email);
        _row.SetText(4, payment.CardCountry);
        _row.SetText(5, payment.IpCountry);
        _row.SetText(6, payment.ShippingCountry);
        _row.SetText(7, payment.Currency);
        _row.SetText(8, payment.CardBrand);
        _row.SetText(9, payment.CardFunding);
        _row.SetText(10, payment.EmailDomain);
        _row.SetText(11, payment.CvcCheck);
        _row.SetText(12, payment.AvsCheck);
        _row.SetText(13, payment.DeviceType);
        _row.SetText(14, payment.MerchantCategory);
        _row.SetBoolean(15, payment.IsDisposableEmail);
        _row.SetBoolean(16, payment.IsNewCard);
        _row.SetBoolean(17, payment.IsRecurring);
        if (payment.IsAnonymousIp is { } isAnonymous)
        {
            _row.SetBoolean(18, isAnonymous);
        }

        _row.SetNumber(19, payment.Amount);
        _row.SetNumber(20, payment.CustomerAgeDays);
        _row.SetNumber(21, payment.SessionSeconds);
        _row.SetNumber(22, payment.ItemCount);
        _row.SetNumber(23, payment.DistanceKm ?? double.NaN);
        _row.SetNumber(24, payment.HoursSinceFirstSeen ?? double.NaN);
        _row.SetNumber(25, payment.PreviousCharges);
        _row.SetNumber(26, payment.PreviousDeclines);
        _row.SetNumber(27, payment.BasketMargin);
        _row.SetNumber(28, payment.TypingSpeed);
        _row.SetTimestamp(29, payment.CreatedAt);
        return _row.GetNumber(19);
    }

    /// <summary>A dictionary that somebody else made.</summary>
    [Benchmark]
    public double FromDictionary() => Read(_dictionaries[Next()]);

    /// <summary>A dictionary made for the event.</summary>
    [Benchmark]
    public double ThroughDictionary() => Read(ToDictionary(in _events[Next()]));

    [Benchmark]
    public double ByReflection()
    {
        _row.Clear();
        object payment = _events[Next()];
        for (int i = 0; i < Properties.Length; i++)
        {
            Set(i, Properties[i].GetValue(payment));
        }

        return _row.GetNumber(19);
    }

    private static IEventReader<TEvent> ReaderOf<TEvent>()
        where TEvent : IRiskEvent<TEvent> => TEvent.EventReader;

    private static Dictionary<string, object?> ToDictionary(in DecisionPayment payment) => new(32)
    {
        ["card"] = payment.Card,
        ["device"] = payment.Device,
        ["merchant"] = payment.Merchant,
        ["email"] = payment.Email,
        ["card_country"] = payment.CardCountry,
        ["ip_country"] = payment.IpCountry,
        ["shipping_country"] = payment.ShippingCountry,
        ["currency"] = payment.Currency,
        ["card_brand"] = payment.CardBrand,
        ["card_funding"] = payment.CardFunding,
        ["email_domain"] = payment.EmailDomain,
        ["cvc_check"] = payment.CvcCheck,
        ["avs_check"] = payment.AvsCheck,
        ["device_type"] = payment.DeviceType,
        ["merchant_category"] = payment.MerchantCategory,
        ["is_disposable_email"] = payment.IsDisposableEmail,
        ["is_new_card"] = payment.IsNewCard,
        ["is_recurring"] = payment.IsRecurring,
        ["is_anonymous_ip"] = payment.IsAnonymousIp,
        ["amount"] = payment.Amount,
        ["customer_age_days"] = payment.CustomerAgeDays,
        ["session_seconds"] = payment.SessionSeconds,
        ["item_count"] = payment.ItemCount,
        ["distance_km"] = payment.DistanceKm,
        ["hours_since_first_seen"] = payment.HoursSinceFirstSeen,
        ["previous_charges"] = payment.PreviousCharges,
        ["previous_declines"] = payment.PreviousDeclines,
        ["basket_margin"] = payment.BasketMargin,
        ["typing_speed"] = payment.TypingSpeed,
        ["created_at"] = payment.CreatedAt,
    };

    private double Read(Dictionary<string, object?> values)
    {
        _row.Clear();
        for (int i = 0; i < Reader.Schema.Count; i++)
        {
            if (values.TryGetValue(Reader.Schema[i].Name, out object? value))
            {
                Set(i, value);
            }
        }

        return _row.GetNumber(19);
    }

    private void Set(int position, object? value)
    {
        switch (value)
        {
            case string text:
                _row.SetText(position, text);
                break;
            case double number:
                _row.SetNumber(position, number);
                break;
            case bool truth:
                _row.SetBoolean(position, truth);
                break;
            case DateTimeOffset time:
                _row.SetTimestamp(position, time);
                break;
        }
    }

    private int Next() => _next++ & (DecisionPayments.Count - 1);

    private string Run(Func<double> way, int index)
    {
        _next = index;
        way();
        return string.Join(' ', Enumerable.Range(0, Reader.Schema.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{_row.GetNumber(i):R} {_row.GetCode(i)} {_row.Hashes[i] * (ulong)Math.Min(_row.GetCode(i), 1)}")));
    }
}
