using System.Globalization;
using Risk.Events;
using Risk.Velocity;

namespace Risk.Core.Tests.Velocity.Outcomes;

/// <summary>A store by card and by shop whose windows look at two labels in every way a window can.</summary>
internal sealed class LabelledWindows
{
    public const string Mixed = ":fraud: and :amount: > 50";
    public const string Either = "not :fraud: or :amount: > 90";
    public const string Fraudulent = ":fraud:";
    public const string Costly = ":loss: > 10";

    private readonly IWindowReader _reader;
    private readonly AttributeRow _row;
    private readonly int[] _positions;

    public LabelledWindows(bool numbersAsIds = false, VelocityOptions? options = null, WindowDefinition[]? windows = null, VelocityStore? store = null)
    {
        Schema = new EventSchema(
        [
            new AttributeDefinition("time", AttributeKind.Timestamp),
            new AttributeDefinition("card", AttributeKind.Token),
            new AttributeDefinition("shop", AttributeKind.Token),
            new AttributeDefinition("amount", AttributeKind.Number),
            new AttributeDefinition("id", numbersAsIds ? AttributeKind.Number : AttributeKind.Token),
            new AttributeDefinition("fraud", AttributeKind.Boolean),
            new AttributeDefinition("loss", AttributeKind.Number),
        ]);
        Store = store ?? new VelocityStore(options ?? Options);
        var layout = new AttributeLayoutBuilder(Schema);
        _reader = Store.Compile(windows ?? Windows, layout);
        _positions = [.. (windows ?? Windows).Select(window => layout.IndexOf(window.Name))];
        _row = layout.Build().CreateRow();
    }

    public static VelocityOptions Options { get; } = new() { Clock = null, Stripes = 2, EventIdAttribute = "id", Labels = ["fraud", "loss"] };

    public static WindowDefinition[] Windows { get; } =
    [
        .. from key in new[] { "card", "shop" }
           from lag in new[] { 0, 50 }
           from window in new[]
           {
               Window("count", WindowAggregate.Count, null, null), Window("sum", WindowAggregate.Sum, "amount", null), Window("amounts", WindowAggregate.Distinct, "amount", null),
               Window("frauds", WindowAggregate.Sum, "fraud", null), Window("fraud_rate", WindowAggregate.Average, "fraud", null), Window("known", WindowAggregate.Distinct, "fraud", null),
               Window("share", WindowAggregate.Ratio, null, Fraudulent), Window("large", WindowAggregate.Maximum, "amount", Mixed), Window("either", WindowAggregate.Count, null, Either),
               Window("lost", WindowAggregate.Sum, "loss", null), Window("costly", WindowAggregate.Minimum, "amount", Costly),
           }
           select window with { Name = $"{key}_{window.Name}_{lag}", Keys = [key], Lag = TimeSpan.FromSeconds(lag) },
    ];

    public EventSchema Schema { get; }

    public VelocityStore Store { get; }

    public static WindowDefinition Window(string name, WindowAggregate aggregate, string? value, string? where) =>
        new() { Name = name, Keys = ["card"], Aggregate = aggregate, Value = value, Where = where, Window = TimeSpan.FromSeconds(90) };

    public double[] Record(LabelledPayment payment)
    {
        Fill(payment);
        _reader.ReadAndRecord(_row);
        return [.. _positions.Select(_row.GetNumber)];
    }

    /// <summary>Records without reading back, for measurements of allocations.</summary>
    public void RecordOnly(LabelledPayment payment)
    {
        Fill(payment);
        _reader.ReadAndRecord(_row);
    }

    public double[] Read(LabelledPayment payment)
    {
        Fill(payment);
        _reader.Read(_row);
        return [.. _positions.Select(_row.GetNumber)];
    }

    public OutcomeResult Label(string id, string label, double value) => Store.RecordOutcome(id, label, value);

    private void Fill(LabelledPayment payment)
    {
        _row.Clear();
        _row.SetTimestamp(0, DateTimeOffset.FromUnixTimeSeconds(payment.Time));
        _row.SetText(1, payment.Card);
        _row.SetText(2, payment.Shop);
        _row.SetNumber(3, payment.Amount);
        if (Schema[4].IsText)
        {
            _row.SetText(4, payment.Id);
        }
        else if (double.TryParse(payment.Id, CultureInfo.InvariantCulture, out double number))
        {
            _row.SetNumber(4, number);
        }
    }
}
