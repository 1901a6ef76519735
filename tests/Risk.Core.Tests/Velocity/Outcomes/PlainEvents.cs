using Risk.Velocity;

namespace Risk.Core.Tests.Velocity.Outcomes;

/// <summary>The twin: a list of events with their labels, and every window a search through all of it.</summary>
internal sealed class PlainEvents
{
    private readonly List<Entry> _events = [];

    public void Record(LabelledPayment payment) => _events.Add(new Entry(payment));

    /// <summary>Labels, for cards and for shops, the latest events of an id: those of the last second that one has (of the key that comes last there).</summary>
    public OutcomeResult Label(string id, bool isLoss, double value)
    {
        Entry[] ofId = [.. _events.Where(entry => entry.Payment.Id == id)];
        bool changed = false;
        foreach ((Func<LabelledPayment, string?> key, bool isCard) in new (Func<LabelledPayment, string?>, bool)[] { (static payment => payment.Card, true), (static payment => payment.Shop, false) })
        {
            long last = ofId.Length == 0 ? 0 : ofId.Max(static entry => entry.Payment.Time);
            string? keyOfLast = ofId.Where(entry => entry.Payment.Time == last).Select(entry => key(entry.Payment)).MaxBy(static text => Risk.Internals.TextHash.Exact(text));
            foreach (Entry entry in ofId.Where(entry => entry.Payment.Time == last && key(entry.Payment) == keyOfLast))
            {
                ref double label = ref entry.LabelOf(isCard, isLoss);
                changed |= !label.Equals(value);
                label = value;
            }
        }

        return ofId.Length == 0 ? OutcomeResult.UnknownEvent : changed ? OutcomeResult.Applied : OutcomeResult.AlreadyLabelled;
    }

    public double Value(WindowDefinition window, LabelledPayment probe)
    {
        bool isCard = window.Keys[0] == "card";
        long end = probe.Time - (long)window.Lag.TotalSeconds;
        Entry[] all =
        [
            .. _events.Where(entry => entry.Payment.Time <= end && entry.Payment.Time > end - (long)window.Window.TotalSeconds
                && (isCard ? entry.Payment.Card == probe.Card : entry.Payment.Shop == probe.Shop)),
        ];
        Entry[] some = [.. all.Where(entry => Satisfies(window.Where, entry.Payment.Amount, entry.LabelOf(isCard, isLoss: false), entry.LabelOf(isCard, isLoss: true)))];
        double[] values =
        [
            .. some.Select(entry => window.Value switch { "amount" => entry.Payment.Amount, "fraud" => entry.LabelOf(isCard, isLoss: false), _ => entry.LabelOf(isCard, isLoss: true) })
                .Where(static value => !double.IsNaN(value)),
        ];
        return window.Aggregate switch
        {
            WindowAggregate.Count => some.Length,
            WindowAggregate.Sum => values.Sum(),
            WindowAggregate.Distinct => values.Distinct().Count(),
            WindowAggregate.Ratio => all.Length == 0 ? double.NaN : some.Length / (double)all.Length,
            WindowAggregate.Average => values.Length == 0 ? double.NaN : values.Sum() / values.Length,
            WindowAggregate.Minimum => values.Length == 0 ? double.NaN : values.Min(),
            _ => values.Length == 0 ? double.NaN : values.Max(),
        };
    }

    private static bool Satisfies(string? where, double amount, double fraud, double loss) => where switch
    {
        LabelledWindows.Fraudulent => fraud == 1,
        LabelledWindows.Mixed => fraud == 1 && amount > 50,
        LabelledWindows.Either => fraud == 0 || amount > 90,
        LabelledWindows.Costly => loss > 10,
        _ => true,
    };

    private sealed class Entry(LabelledPayment payment)
    {
        private readonly double[] _labels = [double.NaN, double.NaN, double.NaN, double.NaN];

        public LabelledPayment Payment { get; } = payment;

        public ref double LabelOf(bool isCard, bool isLoss) => ref _labels[(isCard ? 0 : 2) + (isLoss ? 1 : 0)];
    }
}
