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

    /// <summary>How many payments <see cref="ReadAndRecordTogether"/> takes.</summary>
    public const int Together = 16;

    private readonly IWindowReader _reader;
    private readonly AttributeRow _row;
    private readonly AttributeRow[] _rows;
    private readonly bool[] _isComplete;
    private readonly int[] _positions;

    /// <summary>A reader of its own over a store that others may share.</summary>
    public StoreContender(VelocityStore store, WindowDefinition[] windows)
    {
        var layout = new AttributeLayoutBuilder(Schema);
        _reader = store.Compile(windows, layout);
        _positions = [.. windows.Select(window => layout.IndexOf(window.Name))];
        AttributeLayout built = layout.Build();
        _row = built.CreateRow();
        _rows = [.. Enumerable.Range(0, Together).Select(_ => built.CreateRow())];
        _isComplete = new bool[Together];
    }

    /// <inheritdoc/>
    public double this[int window] => _row.GetNumber(_positions[window]);

    /// <inheritdoc/>
    public double ReadAndRecord(in WindowPayment payment)
    {
        Fill(_row, in payment);
        _reader.ReadAndRecord(_row);
        return Sum(_row);
    }

    /// <summary>Reads and records payments that are at hand together.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="first">The first of <see cref="Together"/> payments.</param>
    public double ReadAndRecordTogether(PaymentSource source, long first)
    {
        for (int i = 0; i < Together; i++)
        {
            WindowPayment payment = source[first + i];
            Fill(_rows[i], in payment);
        }

        _reader.ReadAndRecord(_rows, _isComplete);
        double sum = 0;
        foreach (AttributeRow row in _rows)
        {
            sum += Sum(row);
        }

        return sum;
    }

    private static void Fill(AttributeRow row, in WindowPayment payment)
    {
        row.SetNumber(0, payment.Time);
        row.SetNumber(1, payment.Card);
        row.SetNumber(2, payment.Merchant);
        row.SetNumber(3, payment.Amount);
        row.SetNumber(4, payment.IsFraud);
    }

    private double Sum(AttributeRow row)
    {
        double sum = 0;
        foreach (int position in _positions)
        {
            sum += row.GetNumber(position);
        }

        return sum;
    }
}
