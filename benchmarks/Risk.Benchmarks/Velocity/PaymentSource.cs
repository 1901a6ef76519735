using System.Globalization;
using System.IO.Compression;

namespace Risk.Benchmarks.Velocity;

/// <summary>An endless stream of payments in order of time: a recorded one repeated lap by lap, or one drawn from many keys.</summary>
public sealed class PaymentSource
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private const long MicrosecondsPerDay = 86_400 * MicrosecondsPerSecond;

    private readonly WindowPayment[] _lap;
    private readonly long _lapMicroseconds;
    private readonly int _shift;

    private PaymentSource(WindowPayment[] lap, long lapMicroseconds, int keys, int shift = 0) => (_lap, _lapMicroseconds, Keys, _shift) = (lap, lapMicroseconds, keys, shift);

    /// <summary>Cards and merchants together.</summary>
    public int Keys { get; }

    /// <summary>The payments of one lap.</summary>
    public int LapLength => _lap.Length;

    /// <summary>The recorded stream: 149,888 payments of 430 cards at 800 merchants in 180 days.</summary>
    public static PaymentSource FromRecording()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "data", "card-stream", "stream.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var lap = new List<WindowPayment>();
        var cards = new Dictionary<string, int>(StringComparer.Ordinal);
        var merchants = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            var time = DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            cards.TryAdd(fields[2], cards.Count);
            merchants.TryAdd(fields[3], merchants.Count);
            lap.Add(new WindowPayment(
                time.ToUnixTimeSeconds() * MicrosecondsPerSecond,
                cards[fields[2]],
                merchants[fields[3]],
                double.Parse(fields[4], CultureInfo.InvariantCulture),
                double.Parse(fields[5], CultureInfo.InvariantCulture)));
        }

        return new PaymentSource([.. lap], 180 * MicrosecondsPerDay, cards.Count + merchants.Count);
    }

    /// <summary>Cards drawn at random, one merchant for every ten cards, so many payments that a card has fifteen in sixty days.</summary>
    /// <param name="keys">Cards and merchants together.</param>
    /// <param name="hotShare">The share of payments that fall on a hundredth of the keys; 0 draws evenly.</param>
    /// <param name="length">Payments in a lap of sixty days.</param>
    public static PaymentSource Drawn(int keys, double hotShare, int length)
    {
        int cards = (int)(keys / 1.1);
        int merchants = keys - cards;
        var random = new Random(keys);
        var lap = new WindowPayment[length];
        for (int i = 0; i < length; i++)
        {
            bool isHot = random.NextDouble() < hotShare;
            lap[i] = new WindowPayment(
                1_750_000_000 * MicrosecondsPerSecond + (long)(60.0 * MicrosecondsPerDay * i / length),
                random.Next(isHot ? cards / 100 : cards),
                random.Next(isHot ? merchants / 100 : merchants),
                random.Next(100, 50_000),
                random.Next(100) == 0 ? 1 : 0);
        }

        return new PaymentSource(lap, 60 * MicrosecondsPerDay, keys);
    }

    /// <summary>Parts of about the same length, each with cards of its own, in order of time.</summary>
    public PaymentSource[] ByCard(int parts)
    {
        int[] partOf = new int[_lap.Max(static payment => payment.Card) + 1];
        long[] lengths = new long[parts];
        foreach (IGrouping<int, WindowPayment> card in _lap.GroupBy(static payment => payment.Card).OrderByDescending(static card => card.Count()))
        {
            int shortest = Array.IndexOf(lengths, lengths.Min());
            partOf[card.Key] = shortest;
            lengths[shortest] += card.Count();
        }

        return [.. Enumerable.Range(0, parts).Select(part => new PaymentSource([.. _lap.Where(payment => partOf[payment.Card] == part)], _lapMicroseconds, Keys))];
    }

    /// <summary>The same payments of other cards at other merchants.</summary>
    /// <param name="stranger">Which others.</param>
    public PaymentSource OfOthers(int stranger) => new(_lap, _lapMicroseconds, Keys, stranger * Keys);

    /// <summary>The payment at a place in the endless stream.</summary>
    public WindowPayment this[long index]
    {
        get
        {
            (long laps, long offset) = index < _lap.Length ? (0, index) : Math.DivRem(index, _lap.Length);
            ref readonly WindowPayment payment = ref _lap[offset];
            return new WindowPayment(payment.Time + (laps * _lapMicroseconds), payment.Card + _shift, payment.Merchant + _shift, payment.Amount, payment.IsFraud);
        }
    }
}
