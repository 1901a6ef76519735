using BenchmarkDotNet.Attributes;
using Risk.Events;

namespace Risk.Benchmarks.Events;

/// <summary>A payment of 25 properties from an object into a row: by the generated reader and by one that lambdas describe.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Events")]
public class EventReaderBenchmarks
{
    private readonly IEventReader<WirePayment> _generated = ReaderOf<WirePayment>();

    private readonly IEventReader<WirePayment> _described = EventSchema.For<WirePayment>(static builder => builder
        .Token("card_fingerprint", static e => e.CardFingerprint, key: true)
        .Timestamp("created_at", static e => e.CreatedAt)
        .Number("amount_in_usd", static e => e.AmountInUsd)
        .Text("currency", static e => e.Currency)
        .Country("card_country", static e => e.CardCountry)
        .Country("ip_country", static e => e.IpCountry)
        .Country("shipping_country", static e => e.ShippingCountry)
        .Text("card_brand", static e => e.CardBrand)
        .Text("card_funding", static e => e.CardFunding)
        .Token("card_bin", static e => e.CardBin)
        .Text("email_domain", static e => e.EmailDomain)
        .Boolean("is_disposable_email", static e => e.IsDisposableEmail)
        .Text("cvc_check", static e => e.CvcCheck)
        .Text("address_zip_check", static e => e.AddressZipCheck)
        .Boolean("is_anonymous_ip", static e => e.IsAnonymousIp)
        .Boolean("is_new_card", static e => e.IsNewCard)
        .Boolean("is_recurring", static e => e.IsRecurring)
        .Text("device_type", static e => e.DeviceType)
        .Token("device_id", static e => e.DeviceId, key: true)
        .Text("merchant_category", static e => e.MerchantCategory)
        .Number("charges_per_card_hourly", static e => e.ChargesPerCardHourly)
        .Number("charges_per_card_daily", static e => e.ChargesPerCardDaily)
        .Number("declines_per_ip_hourly", static e => e.DeclinesPerIpHourly)
        .Number("hours_since_first_seen", static e => e.HoursSinceFirstSeen)
        .Number("distance_km", static e => e.DistanceKm));

    private WirePayment[] _events = [];
    private AttributeRow _row = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        _events = WirePayments.Make();
        _row = WirePayments.CreateRow(_generated.Schema);
        if (_generated.Schema.Fingerprint != _described.Schema.Fingerprint)
        {
            throw new InvalidOperationException("The two schemas differ.");
        }
    }

    [Benchmark(Baseline = true)]
    public double Generated() => Read(_generated);

    [Benchmark]
    public double DescribedByLambdas() => Read(_described);

    private static IEventReader<TEvent> ReaderOf<TEvent>()
        where TEvent : IRiskEvent<TEvent> => TEvent.EventReader;

    private double Read(IEventReader<WirePayment> reader)
    {
        _row.Clear();
        reader.Read(in _events[_next++ & (WirePayments.Count - 1)], _row);
        return _row.GetNumber(2);
    }
}
