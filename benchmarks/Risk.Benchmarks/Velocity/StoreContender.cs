using Risk.Events;
using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>The store under test.</summary>
public sealed class StoreContender : IWindowContender
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Number),
        new AttributeDefinition("merchant", AttributeKind.Number),
        new AttributeDefinition("amount", AttributeKind.Number),
        new AttributeDefinition("fraud", AttributeKind.Number),
    ]);

    private readonly IWindowReader _reader;
    private readonly AttributeRow _row;
    private readonly int[] _positions;

    /// <summary>A reader of its own over a store that others may share.</summary>
    public StoreContender(VelocityStore store, WindowDefinition[] windows)
    {
        var layout = new AttributeLayoutBuilder(Schema);
        _reader = store.Compile(windows, layout);
        _positions = [.. windows.Select(window => layout.IndexOf(window.Name))];
        _row = layout.Build().CreateRow();
    }

    /// <inheritdoc/>
    public double this[int window] => _row.GetNumber(_positions[window]);

    /// <inheritdoc/>
    public double ReadAndRecord(in WindowPayment payment)
    {
        _row.SetNumber(0, payment.Time);
        _row.SetNumber(1, payment.Card);
        _row.SetNumber(2, payment.Merchant);
        _row.SetNumber(3, payment.Amount);
        _row.SetNumber(4, payment.IsFraud);
        _reader.ReadAndRecord(_row);
        double sum = 0;
        foreach (int position in _positions)
        {
            sum += _row.GetNumber(position);
        }

        return sum;
    }
}
