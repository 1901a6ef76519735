using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>Exact windows as they are usually written: for each window a dictionary of queues with a running sum.</summary>
public sealed class QueueContender : IWindowContender
{
    private readonly Window[] _windows;
    private readonly double[] _values;

    /// <summary>Empty queues.</summary>
    public QueueContender(WindowDefinition[] windows)
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

    private sealed class History
    {
        public Queue<(long Time, double Value)> Waiting { get; } = new();

        public Queue<(long Time, double Value)> Inside { get; } = new();

        public double Sum { get; set; }
    }

    private sealed class Window(WindowDefinition definition)
    {
        private readonly Dictionary<int, History> _histories = [];
        private readonly long _length = (long)definition.Window.TotalMicroseconds;
        private readonly long _lag = (long)definition.Lag.TotalMicroseconds;
        private readonly bool _byCard = definition.Keys[0] == "card";

        public double ReadAndRecord(in WindowPayment payment)
        {
            int key = _byCard ? payment.Card : payment.Merchant;
            double value = definition.Value switch { null => 1, "amount" => payment.Amount, _ => payment.IsFraud };
            if (!_histories.TryGetValue(key, out History? history))
            {
                _histories.Add(key, history = new History());
            }

            long end = payment.Time - _lag;
            while (history.Waiting.TryPeek(out (long Time, double Value) waiting) && waiting.Time <= end)
            {
                history.Inside.Enqueue(history.Waiting.Dequeue());
                history.Sum += waiting.Value;
            }

            while (history.Inside.TryPeek(out (long Time, double Value) oldest) && oldest.Time <= end - _length)
            {
                history.Inside.Dequeue();
                history.Sum -= oldest.Value;
            }

            double answer = history.Sum;
            if (_lag > 0)
            {
                history.Waiting.Enqueue((payment.Time, value));
            }
            else
            {
                history.Inside.Enqueue((payment.Time, value));
                history.Sum += value;
            }

            return answer;
        }
    }
}
