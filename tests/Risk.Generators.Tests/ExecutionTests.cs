using System.Reflection;
using Risk.Events;

namespace Risk.Generators.Tests;

public class ExecutionTests
{
    [Fact]
    public void Every_type_is_read()
    {
        Dictionary<string, string> row = Read("""
            public static class Sample
            {
                public static Shop.Events.Outer.Order Value => new()
                {
                    Id = 7, A = -1, B = 2, C = -3, D = 4, E = -5, F = 6, G = ulong.MaxValue, H = 0.1f, I = 1.5, J = 12.34m, K = (Half)0.5, L = true,
                    M = new DateTime(1970, 1, 1, 0, 0, 1), N = new DateOnly(1970, 1, 2), O = TimeSpan.FromMilliseconds(1500), P = new TimeOnly(1, 0),
                    Q = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), R = "memory".AsMemory(), S = Shop.Events.Funding.Prepaid, CardId = 9007199254740993,
                    SeenAt = 2, PaidAt = "1970-01-01T00:00:03Z", Attempts = 3, Amount = 1, Is3DSecure = true, Tier = "12", Other = "ignored",
                    Shipping = new("FR", "Paris", new(48.5, 2.25)), Device = new(1, 2), @class = "first",
                };
            }
            """);
        string[] expected =
        [
            "a=-1", "amount=1", "attempts=3", "b=2", "c=-3", "card_id='9007199254740993'", "class='first'", "d=4", "device_latitude=1", "device_longitude=2", "e=-5", "f=6",
            "g=1.8446744073709552E+19", "h=0.10000000149011612", "i=1.5", "id=7", "is_3d_secure=1", "j=12.34", "k=0.5", "l=1", "m=1000000", "n=86400000000", "o=1.5", "p=3600",
            "paid_at=3000000", "q='0f8fad5b-d9cb-469f-a165-70867728950e'", "r='memory'", "s='pre-paid'", "seen_at=2000000", "shipping_city='Paris'",
            "shipping_country='FR'", "shipping_position_latitude=48.5", "shipping_position_longitude=2.25", "::tier::='12'",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), row.Select(static item => $"{item.Key}={item.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Null_is_missing()
    {
        Dictionary<string, string> row = Read("public static class Sample { public static Shop.Events.Outer.Order Value => new() { Billing = null!, S = (Shop.Events.Funding)99, SeenAt = long.MaxValue }; }");
        Assert.DoesNotContain(row.Keys, static name => name is "i" or "j" or "l" or "n" or "q" or "s" or "::tier::" or "seen_at" or "paid_at" || name.StartsWith("shipping", StringComparison.Ordinal) || name.StartsWith("billing", StringComparison.Ordinal));
        Assert.Equal("''", row["r"]);
    }

    [Fact]
    public void The_separator_may_be_chosen()
    {
        Assembly assembly = GeneratorHarness.Load("public record Card(string Country); [RiskEvent(Separator = \".\")] public partial class Event { public Card? Card { get; init; } }");
        Assert.Equal("card.country", Schema(assembly, "Event").Attributes[0].Name);
    }

    [Fact]
    public void Definitions_carry_the_markers()
    {
        EventSchema schema = Schema(GeneratorHarness.Load(Sources.Everything), "Shop.Events.Outer+Order");
        Assert.Equal(new AttributeDefinition("attempts", AttributeKind.Number) { Minimum = 0, Maximum = 25 }, schema[schema.IndexOf("attempts")]);
        Assert.Equal(new AttributeDefinition("amount", AttributeKind.Number) { Minimum = 0 }, schema[schema.IndexOf("amount")]);
        Assert.Equal(new AttributeDefinition("::tier::", AttributeKind.Token) { IsMetadata = true }, schema[schema.IndexOf("::tier::")]);
        Assert.Equal(AttributeKind.Country, schema[schema.IndexOf("shipping_country")].Kind);
        EventSchema payment = Schema(GeneratorHarness.Load(Sources.Payment), "Shop.Payment");
        Assert.Equal(new AttributeDefinition("card_fingerprint", AttributeKind.Token) { IsKey = true }, payment[0]);
        Assert.Equal(AttributeKind.Country, payment[3].Kind);
    }

    private static EventSchema Schema(Assembly assembly, string type) => (EventSchema)Reader(assembly, type).GetType().GetProperty("Schema")!.GetValue(Reader(assembly, type))!;

    private static object Reader(Assembly assembly, string type) => assembly.GetType(type, throwOnError: true)!.GetProperty("EventReader")!.GetValue(null)!;

    private static Dictionary<string, string> Read(string sample)
    {
        Assembly assembly = GeneratorHarness.Load(Sources.Everything.Replace("namespace Shop.Events;", "namespace Shop.Events {", StringComparison.Ordinal) + "\n}\n" + sample);
        object value = assembly.GetType("Sample", throwOnError: true)!.GetProperty("Value")!.GetValue(null)!;
        object reader = Reader(assembly, "Shop.Events.Outer+Order");
        EventSchema schema = Schema(assembly, "Shop.Events.Outer+Order");
        var layout = new AttributeLayoutBuilder(schema);
        for (int i = 0; i < schema.Count; i++)
        {
            layout.Use(i, schema[i].IsText ? AttributeUse.Text : AttributeUse.Number);
        }

        AttributeRow row = layout.Build().CreateRow();
        reader.GetType().GetMethod("Read")!.Invoke(reader, [value, row]);
        var read = new Dictionary<string, string>();
        for (int i = 0; i < schema.Count; i++)
        {
            if (row.TryGetText(i, out ReadOnlySpan<char> text))
            {
                read.Add(schema[i].Name, $"'{text}'");
            }
            else if (!double.IsNaN(row.GetNumber(i)))
            {
                read.Add(schema[i].Name, row.GetNumber(i).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return read;
    }
}
