using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Risk.Events;

namespace Risk.Benchmarks.Events;

/// <summary>A payment of 25 fields from UTF-8 JSON: into a row, and by System.Text.Json into a record.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Events")]
public class JsonEventBenchmarks
{
    private readonly JsonEventReader _reader = new(ReaderOf<WirePayment>().Schema);
    private byte[][] _events = [];
    private AttributeRow _row = null!;
    private AttributeRow _bareRow = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        _events = WirePayments.MakeJson();
        _row = WirePayments.CreateRow(_reader.Schema);
        _bareRow = new AttributeLayoutBuilder(_reader.Schema).Build().CreateRow();
        AttributeRow other = WirePayments.CreateRow(_reader.Schema);
        IEventReader<WirePayment> objects = ReaderOf<WirePayment>();
        foreach (byte[] json in _events)
        {
            _row.Clear();
            other.Clear();
            if (!_reader.TryScan(json, _row, out _))
            {
                throw new InvalidOperationException("The scanner gave up on a usual event.");
            }

            WirePayment payment = JsonSerializer.Deserialize(json, WirePaymentContext.Default.WirePayment)!;
            objects.Read(in payment, other);
            AssertSame(other);
            other.Clear();
            _reader.ReadAny(json, other);
            AssertSame(other);
        }
    }

    [Benchmark(Baseline = true)]
    public WirePayment SystemTextJsonIntoRecord() => JsonSerializer.Deserialize(Next(), WirePaymentContext.Default.WirePayment)!;

    [Benchmark]
    public WirePaymentObject SystemTextJsonIntoSetters() => JsonSerializer.Deserialize(Next(), WirePaymentContext.Default.WirePaymentObject)!;

    [Benchmark]
    public double Utf8JsonReaderIntoRow()
    {
        _row.Clear();
        _reader.ReadAny(Next(), _row);
        return _row.GetNumber(2);
    }

    [Benchmark]
    public double IntoRow()
    {
        _row.Clear();
        _reader.Read(Next(), _row);
        return _row.GetNumber(2);
    }

    [Benchmark]
    public double IntoRowThatNeedsNoTexts()
    {
        _bareRow.Clear();
        _reader.Read(Next(), _bareRow);
        return _bareRow.GetNumber(2);
    }

    private static IEventReader<TEvent> ReaderOf<TEvent>()
        where TEvent : IRiskEvent<TEvent> => TEvent.EventReader;

    private byte[] Next() => _events[_next++ & (WirePayments.Count - 1)];

    private void AssertSame(AttributeRow other)
    {
        for (int i = 0; i < _row.Layout.Count; i++)
        {
            if (!_row.GetNumber(i).Equals(other.GetNumber(i)) || _row.GetCode(i) != other.GetCode(i) || (_row.GetCode(i) != 0 && _row.Hashes[i] != other.Hashes[i]))
            {
                throw new InvalidOperationException($"'{_row.Layout.Columns[i].Name}' differs between the readers.");
            }
        }
    }
}
