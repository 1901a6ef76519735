using BenchmarkDotNet.Attributes;
using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>Eight windows of a payment read and the payment recorded: the recorded stream, which stays in cache, and 220,000 keys, which do not.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Velocity")]
public class WindowBenchmarks
{
    private PaymentSource _source = null!;
    private StoreContender _store = null!;
    private StoreContender _storeInBuckets = null!;
    private QueueContender _queues = null!;
    private BucketContender _buckets = null!;
    private long _next;

    /// <summary>Cards and merchants.</summary>
    [Params(1_230, 220_000)]
    public int Keys { get; set; }

    /// <summary>Fills all contenders with a lap and checks that the exact ones agree.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _source = Keys == 1_230 ? PaymentSource.FromRecording() : PaymentSource.Drawn(Keys, hotShare: 0, 3_000_000);
        WindowDefinition[] windows = WindowSets.Of(8);
        _store = new StoreContender(new VelocityStore(new VelocityOptions { Clock = null }), windows);
        _storeInBuckets = new StoreContender(new VelocityStore(new VelocityOptions { Clock = null }), WindowSets.InBuckets(windows));
        _queues = new QueueContender(windows);
        _buckets = new BucketContender(windows);
        for (_next = 0; _next < _source.LapLength; _next++)
        {
            WindowPayment payment = _source[_next];
            double actual = _store.ReadAndRecord(in payment);
            double expected = _queues.ReadAndRecord(in payment);
            _buckets.ReadAndRecord(in payment);
            _storeInBuckets.ReadAndRecord(in payment);
            if (actual != expected)
            {
                throw new InvalidOperationException($"Payment {_next}: the store says {actual}, the queues {expected}.");
            }
        }
    }

    /// <summary>Exact windows of the store.</summary>
    [Benchmark(Baseline = true)]
    public double Store() => _store.ReadAndRecord(_source[_next++]);

    /// <summary>The same, sixteen payments in one call.</summary>
    [Benchmark(OperationsPerInvoke = StoreContender.Together)]
    public double StoreTogether()
    {
        double sum = _store.ReadAndRecordTogether(_source, _next);
        _next += StoreContender.Together;
        return sum;
    }

    /// <summary>The same windows in buckets, and the distinct merchants of a card beside.</summary>
    [Benchmark]
    public double StoreInBuckets() => _storeInBuckets.ReadAndRecord(_source[_next++]);

    /// <summary>A dictionary of queues for each window.</summary>
    [Benchmark]
    public double Queues() => _queues.ReadAndRecord(_source[_next++]);

    /// <summary>A dictionary of bucket counters for each window: not exact.</summary>
    [Benchmark]
    public double Buckets() => _buckets.ReadAndRecord(_source[_next++]);
}
