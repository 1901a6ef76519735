using Risk.Velocity;

namespace Risk.Benchmarks.Velocity;

/// <summary>The windows that are measured, as the store and its rivals understand them.</summary>
public static class WindowSets
{
    /// <summary>1, 8 or 32 windows; the eight are four of the card and four of the merchant, two of them lagged.</summary>
    public static WindowDefinition[] Of(int count) => count switch
    {
        1 => [Window("card", null, 1)],
        8 =>
        [
            Window("card", null, 1 / 24.0), Window("card", "amount", 1), Window("card", null, 7), Window("card", "amount", 30),
            Window("merchant", null, 1), Window("merchant", null, 7), Window("merchant", null, 7, lag: 7), Window("merchant", "fraud", 7, lag: 7),
        ],
        _ =>
        [
            .. from key in new[] { "card", "merchant" }
               from value in new[] { null, "amount" }
               from days in new[] { 1 / 24.0, 0.25, 1, 2, 7, 14, 21, 30 }
               select Window(key, value, days),
        ],
    };

    /// <summary>Windows held as counters for 24 stretches of their length, and the distinct merchants of a card in a month.</summary>
    public static WindowDefinition[] InBuckets(WindowDefinition[] windows) =>
    [
        .. windows.Select(static window => window with { Buckets = 24 }),
        Window("card", "merchant", 30) with { Name = "merchants", Aggregate = WindowAggregate.Distinct, Buckets = 30, ExactDistinctValues = 64 },
    ];

    private static WindowDefinition Window(string key, string? value, double days, int lag = 0) => new()
    {
        Name = $"{key}_{value ?? "count"}_{days * 24}h_{lag}",
        Keys = [key],
        Aggregate = value is null ? WindowAggregate.Count : WindowAggregate.Sum,
        Value = value,
        Window = TimeSpan.FromDays(days),
        Lag = TimeSpan.FromDays(lag),
    };
}
