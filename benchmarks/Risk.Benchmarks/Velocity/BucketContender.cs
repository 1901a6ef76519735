using System.Runtime.InteropServices;
using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>
/// Approximate windows as a remote counter store keeps them, without the way to it: for each window a dictionary of twelve counters a key, each a twelfth of the
/// window, cleared when its time comes round again.
/// </summary>
public sealed class BucketContender : IWindowContender
{
    private const int Buckets = 12;

    private readonly Window[] _windows;
    private readonly double[] _values;

    /// <summary>Empty counters.</summary>
    public BucketContender(WindowDefinition[] windows)
    {
        _windows = [.. windows.Select(static window => new Window(window))];
        _values = new double[windows.Length];
    }

    /// <inheritdoc/>
    public double this[int window] => _values[window];

    /// <inheritdoc/>
    public double ReadAndRecord(in WindowPayment payment)
    {
        double sum = 0;
        for (int i = 0; i < _windows.Length; i++)
        {
            sum += _values[i] = _windows[i].ReadAndRecord(in payment);
        }

        return sum;
    }

    private sealed class Window(WindowDefinition definition)
    {
        private readonly Dictionary<int, (long Number, double Sum)[]> _counters = [];
        private readonly long _width = (long)definition.Window.TotalMicroseconds / Buckets;
        private readonly long _lag = (long)definition.Lag.TotalMicroseconds;
        private readonly bool _byCard = definition.Keys[0] == "card";

        public double ReadAndRecord(in WindowPayment payment)
        {
            int key = _byCard ? payment.Card : payment.Merchant;
            double value = definition.Value switch { null => 1, "amount" => payment.Amount, _ => payment.IsFraud };
            int kept = Buckets + (int)(_lag / _width) + 1;
            ref (long Number, double Sum)[]? counters = ref CollectionsMarshal.GetValueRefOrAddDefault(_counters, key, out _);
            counters ??= new (long, double)[kept];
            long last = (payment.Time - _lag) / _width;
            double answer = 0;
            foreach ((long number, double sum) in counters)
            {
                answer += number > last - Buckets && number <= last ? sum : 0;
            }

            long now = payment.Time / _width;
            ref (long Number, double Sum) counter = ref counters[now % kept];
            counter = counter.Number == now ? (now, counter.Sum + value) : (now, value);
            return answer;
        }
    }
}
