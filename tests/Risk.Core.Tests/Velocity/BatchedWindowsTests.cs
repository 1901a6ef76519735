using Risk.Events;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity;

/// <summary>Events read and recorded together against the same events one by one, over two stores.</summary>
public sealed class BatchedWindowsTests
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("time", AttributeKind.Timestamp),
        new AttributeDefinition("card", AttributeKind.Token),
        new AttributeDefinition("shop", AttributeKind.Number),
        new AttributeDefinition("amount", AttributeKind.Number),
    ]);

    private static readonly WindowDefinition[] Windows =
    [
        new() { Name = "count", Keys = ["card"], Aggregate = WindowAggregate.Count, Window = TimeSpan.FromMinutes(10) },
        new() { Name = "sum", Keys = ["card"], Aggregate = WindowAggregate.Sum, Value = "amount", Window = TimeSpan.FromHours(2) },
        new() { Name = "shops", Keys = ["card"], Aggregate = WindowAggregate.Distinct, Value = "shop", Window = TimeSpan.FromHours(1) },
        new() { Name = "most", Keys = ["shop", "card"], Aggregate = WindowAggregate.Maximum, Value = "amount", Window = TimeSpan.FromMinutes(30) },
        new() { Name = "rough", Keys = ["shop"], Aggregate = WindowAggregate.Sum, Value = "amount", Window = TimeSpan.FromHours(6), Buckets = 12 },
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void Events_together_see_and_leave_what_they_would_one_by_one(int together)
    {
        IWindowReader batched = Reader(out AttributeLayout layout, out VelocityStore batchedStore);
        IWindowReader single = Reader(out AttributeLayout singleLayout, out VelocityStore singleStore);
        for (int round = 0; round < 40; round++)
        {
            AttributeRow[] rows = [.. Enumerable.Range(0, together).Select(i => Filled(layout, new Random((round * 1000) + i), round))];
            bool[] isComplete = new bool[together];
            batched.ReadAndRecord(rows, isComplete);
            for (int i = 0; i < together; i++)
            {
                AttributeRow row = Filled(singleLayout, new Random((round * 1000) + i), round);
                Assert.Equal(single.ReadAndRecord(row), isComplete[i]);
                foreach (WindowDefinition window in Windows)
                {
                    Assert.Equal(row.GetNumber(singleLayout.Columns.IndexOf(window.Name)), rows[i].GetNumber(layout.Columns.IndexOf(window.Name)));
                }
            }
        }

        Assert.Equal(singleStore.Statistics with { Memory = [] }, batchedStore.Statistics with { Memory = [] });
        Assert.Equal(singleStore.Statistics.Memory, batchedStore.Statistics.Memory);
    }

    [Fact]
    public void A_reader_of_ones_own_gets_the_events_one_by_one()
    {
        IWindowReader inner = Reader(out AttributeLayout layout, out _);
        var own = new Counting(inner);
        AttributeRow[] rows = [.. Enumerable.Range(0, 5).Select(i => Filled(layout, new Random(i), 0))];
        bool[] isComplete = new bool[5];

        ((IWindowReader)own).ReadAndRecord(rows, isComplete);

        Assert.Equal(5, own.Calls);
        Assert.All(isComplete, Assert.True);
        Assert.Throws<ArgumentOutOfRangeException>(() => ((IWindowReader)own).ReadAndRecord(rows, isComplete.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => inner.ReadAndRecord(rows, isComplete.AsSpan(1)));
    }

    [Fact]
    public void Reading_and_recording_together_allocates_nothing()
    {
        IWindowReader reader = Reader(out AttributeLayout layout, out _);
        AttributeRow[] rows = [.. Enumerable.Range(0, 40).Select(i => Filled(layout, new Random(i), 0))];
        bool[] isComplete = new bool[rows.Length];
        AllocationAssert.None(() => reader.ReadAndRecord(rows, isComplete));
    }

    private static IWindowReader Reader(out AttributeLayout layout, out VelocityStore store)
    {
        var builder = new AttributeLayoutBuilder(Schema);
        store = new VelocityStore(new VelocityOptions { Clock = null });
        IWindowReader reader = store.Compile(Windows, builder);
        layout = builder.Build();
        return reader;
    }

    // Few cards, so that events of a batch meet; some without a card, a shop or a time.
    private static AttributeRow Filled(AttributeLayout layout, Random random, int round)
    {
        AttributeRow row = layout.CreateRow();
        if (random.Next(20) != 0)
        {
            row.SetTimestamp(0, DateTimeOffset.UnixEpoch.AddSeconds((round * 300) + random.Next(200)));
        }

        row.SetText(1, random.Next(10) == 0 ? null : $"card{random.Next(12)}");
        row.SetNumber(2, random.Next(15) == 0 ? double.NaN : random.Next(5));
        row.SetNumber(3, random.Next(1, 10_000) / 100.0);
        return row;
    }

    private sealed class Counting(IWindowReader inner) : IWindowReader
    {
        public int Calls { get; private set; }

        public IReadOnlyList<WindowDefinition> Windows => inner.Windows;

        public bool Read(AttributeRow row) => inner.Read(row);

        public bool ReadAndRecord(AttributeRow row)
        {
            Calls++;
            return inner.ReadAndRecord(row);
        }
    }
}
