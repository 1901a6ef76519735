using Risk.Velocity;

namespace Risk.Core.Tests.Velocity.Durability;

/// <summary>What windows that are kept together by bucket must remember of a process that is killed now and then: by key, the numbers that were recorded and came back.</summary>
internal sealed class KilledBuckets((string Key, bool IsDistinct) kind, int keys)
{
    private readonly RecordedKey[] _keys = [.. Enumerable.Range(0, keys).Select(static _ => new RecordedKey())];

    public static (string Key, bool IsDistinct)[] Kinds { get; } = [("card", false), ("shop", false), ("card", true), ("shop", true)];

    public bool Holds(WindowDefinition window) => window.Keys[0] == kind.Key && window.ExactDistinctValues is not null == kind.IsDistinct;

    public RecordedKey Of(int card, int shop) => _keys[kind.Key == "card" ? card : shop];

    public void Add(long number)
    {
        (_, int card, int shop) = DurableWindows.EventOf(number);
        Of(card, shop).Numbers.Add(number);
    }

    /// <summary>Forgets what did not come back: each number is an event and a value of its own, so the answers tell how many there are.</summary>
    /// <returns>How many acknowledged events are lost.</returns>
    public int Cut(DurableWindows windows, long at, long last)
    {
        int place = Array.FindIndex(windows.Windows, window => window.Buckets is not null && Holds(window) && window.Aggregate is (WindowAggregate.Count or WindowAggregate.Distinct));
        WindowDefinition counted = windows.Windows[place];
        int lost = 0;
        for (int key = 0; key < _keys.Length; key++)
        {
            int looked = (int)DurableWindows.Expected(counted with { Aggregate = WindowAggregate.Count }, _keys[key].Numbers, at);
            lost += _keys[key].Cut((int)windows.Read(at, kind.Key == "card" ? key : 0, kind.Key == "card" ? 0 : key)[place], looked, last);
        }

        return lost;
    }
}
