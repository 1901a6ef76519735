using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Risk.Events;

namespace Risk.Core.Tests.Events;

/// <summary>An event reads the same by the generator, by lambdas and from JSON.</summary>
public class EventReaderProperties
{
    private static readonly IEventReader<ReaderPayment> Generated = ReaderOf<ReaderPayment>();

    private static readonly IEventReader<ReaderPayment> Built = EventSchema.For<ReaderPayment>(static builder => builder
        .Token("card_id", static e => e.CardId, key: true)
        .Decimal("amount", static e => e.Amount)
        .Number("ratio", static e => e.Ratio)
        .Number("attempts", static e => e.Attempts)
        .Number("number", static e => e.Number)
        .Boolean("is_new", static e => e.IsNew)
        .Country("country", static e => e.Country)
        .Text("domain", static e => e.Domain)
        .Timestamp("created_at", static e => e.CreatedAt)
        .Duration("age", static e => e.Age)
        .Token("session", static e => e.Session)
        .Text("funding", static e => e.Funding)
        .Metadata("tier", static e => e.Tier)
        .Text("device_id", static e => e.Device?.Id)
        .Country("device_country", static e => e.Device?.Country)
        .Number("device_score", static e => e.Device?.Score));

    private static readonly JsonEventReader Json = new(Generated.Schema);

    [Fact]
    public void Both_descriptions_are_one_schema()
    {
        Assert.Equal(Generated.Schema.Attributes, Built.Schema.Attributes);
        Assert.Equal(Generated.Schema.Fingerprint, Built.Schema.Fingerprint);
    }

    [Property(MaxTest = 1_000)]
    public Property An_event_reads_the_same_every_way() => Prop.ForAll(Payments(), static payment =>
    {
        AttributeRow row = RowText.CreateRow(Generated.Schema);
        Generated.Read(in payment, row);
        string expected = RowText.Bits(row);
        row.Clear();
        Built.Read(in payment, row);
        Assert.Equal(expected, RowText.Bits(row));
        row.Clear();
        byte[] json = Write(payment);
        Json.Read(json, row);
        Assert.True(expected == RowText.Bits(row), Encoding.UTF8.GetString(json));
        row.Clear();
        Json.ReadAny(json, row);
        Assert.Equal(expected, RowText.Bits(row));
    });

    [Fact]
    public void Reading_an_object_allocates_nothing()
    {
        var payment = new ReaderPayment(
            "fp_1", 12.34m, 0.5, 3, 7, true, "US", "gmail.com", DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), Guid.Empty, ReaderFunding.Debit, "12", new ReaderDevice("d", "FR", 1));
        AttributeRow row = RowText.CreateRow(Generated.Schema);
        AllocationAssert.None(() =>
        {
            row.Clear();
            Generated.Read(in payment, row);
            Built.Read(in payment, row);
        });
    }

    [Property(MaxTest = 2_000)]
    public void A_decimal_is_rounded_once(decimal value, byte scale)
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        foreach (decimal tried in (decimal[])[value, value / 3, value / (1 + scale), decimal.MaxValue / (1 + scale), 0.1m, 9007199254740993m, 0.30000000000000004m, -0.0m])
        {
            row.SetDecimal(0, tried);
            string text = tried.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), row.GetNumber(0));
        }
    }

    private static IEventReader<TEvent> ReaderOf<TEvent>()
        where TEvent : IRiskEvent<TEvent> => TEvent.EventReader;

    private static Arbitrary<ReaderPayment> Payments()
    {
        Gen<string?> text = Gen.OneOf(
            Gen.Constant<string?>(null),
            Gen.Elements<string?>("", "US", "us", "known", "gmail.com", "naïve café", "a\"b\\c\n\u0001", "日本語", "😀", "0123456789abcdef0123456789abcdef"),
            ArbMap.Default.GeneratorFor<string?>().Where(static value => value is null || !value.Any(char.IsSurrogate)));
        Gen<double?> number = ArbMap.Default.GeneratorFor<double?>().Where(static value => value is null || double.IsFinite(value.Value));
        Gen<DateTimeOffset?> time = ArbMap.Default.GeneratorFor<DateTimeOffset?>();
        var device =
            from id in text
            from country in text
            from score in number
            from present in ArbMap.Default.GeneratorFor<bool>()
            select present ? new ReaderDevice(id, country, score) : (ReaderDevice?)null;
        var generator =
            from card in text
            from amount in ArbMap.Default.GeneratorFor<decimal>()
            from ratio in number
            from attempts in ArbMap.Default.GeneratorFor<int>()
            from id in ArbMap.Default.GeneratorFor<long?>()
            from isNew in ArbMap.Default.GeneratorFor<bool?>()
            from country in text
            from domain in text
            from created in time
            from age in ArbMap.Default.GeneratorFor<int?>()
            from session in ArbMap.Default.GeneratorFor<Guid?>()
            from funding in ArbMap.Default.GeneratorFor<ReaderFunding?>()
            from tier in text
            from dev in device
            select new ReaderPayment(card, amount, ratio, attempts, id, isNew, country, domain, created, age is { } s ? TimeSpan.FromSeconds(s) : null, session, funding, tier, dev);
        return generator.ToArbitrary();
    }

    private static byte[] Write(in ReaderPayment payment)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("card_id", payment.CardId);
        writer.WriteNumber("amount", payment.Amount);
        WriteNumber("ratio", payment.Ratio);
        writer.WriteNumber("attempts", payment.Attempts);
        if (payment.Number is { } number)
        {
            writer.WriteNumber("number", number);
        }

        if (payment.IsNew is { } isNew)
        {
            writer.WriteBoolean("is_new", isNew);
        }

        writer.WriteString("country", payment.Country);
        writer.WriteString("domain", payment.Domain);
        if (payment.CreatedAt is { } created)
        {
            writer.WriteString("created_at", created);
        }

        WriteNumber("age", payment.Age?.TotalSeconds);
        if (payment.Session is { } session)
        {
            writer.WriteString("session", session);
        }

        writer.WriteString("funding", payment.Funding?.ToString());
        writer.WriteStartObject("metadata");
        writer.WriteString("tier", payment.Tier);
        writer.WriteEndObject();
        writer.WriteString("device_id", payment.Device?.Id);
        writer.WriteString("device_country", payment.Device?.Country);
        WriteNumber("device_score", payment.Device?.Score);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();

        void WriteNumber(string key, double? value)
        {
            if (value is { } known)
            {
                writer.WriteNumber(key, known);
            }
            else
            {
                writer.WriteNull(key);
            }
        }
    }
}
