using System.Text;
using Risk.Events;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Outcomes;

public sealed class OutcomeByIdTests
{
    private const long Start = 1_750_000_000;

    private static readonly WindowDefinition[] Frauds = [LabelledWindows.Window("frauds", WindowAggregate.Sum, "fraud", null)];

    [Fact]
    public void Each_result_says_what_happened_and_what_did_not_is_counted()
    {
        var windows = new LabelledWindows();
        windows.Record(Payment("p-1"));

        Assert.Equal(OutcomeResult.UnknownEvent, windows.Label("p-2", "fraud", 1));
        Assert.Equal(OutcomeResult.UnknownEvent, windows.Label("", "fraud", 1));
        Assert.Equal(OutcomeResult.Applied, windows.Label("p-1", "fraud", 1));
        Assert.Equal(OutcomeResult.AlreadyLabelled, windows.Label("p-1", "fraud", 1));
        Assert.Equal(OutcomeResult.Applied, windows.Label("p-1", "fraud", 0));
        Assert.Equal(OutcomeResult.NeedsAttributes, windows.Label("p-1", "fraud", 0.5));
        Assert.Equal(OutcomeResult.NeedsAttributes, windows.Label("p-1", "fraud", double.NaN));
        Assert.Equal(OutcomeResult.Applied, windows.Label("p-1", "loss", 12.5));
        Assert.Equal(OutcomeResult.Applied, windows.Label("p-1", "loss", double.NaN));
        Assert.Equal(5, windows.Store.Statistics.OutcomesWithoutEvent);
        Assert.Equal(2, windows.Store.Statistics.EventIds);
    }

    [Fact]
    public void An_event_that_was_dropped_is_expired()
    {
        var windows = new LabelledWindows(options: LabelledWindows.Options with { MaximumEventsPerKey = 4 });
        for (int i = 0; i < 6; i++)
        {
            windows.Record(Payment($"p-{i}"));
        }

        Assert.Equal(OutcomeResult.Expired, windows.Label("p-0", "fraud", 1));
        Assert.Equal(OutcomeResult.Applied, windows.Label("p-5", "fraud", 1));
        Assert.Equal(1, windows.Store.Statistics.OutcomesWithoutEvent);
    }

    [Fact]
    public void Ids_leave_with_the_longest_window_over_a_label()
    {
        // 90 s of window, ten minutes of lateness, an event a second: 690 ids are in reach.
        var windows = new LabelledWindows(windows: Frauds);
        long most = 0;
        for (int i = 0; i < 20_000; i++)
        {
            windows.Record(Payment($"p-{i}", Start + i, $"c{i % 7}"));
            most = Math.Max(most, windows.Store.Statistics.EventIds);
        }

        Assert.InRange(most, 690, 1_380);
        Assert.Equal(0, windows.Store.Statistics.ForgottenEventIds);
        Assert.Equal(OutcomeResult.UnknownEvent, windows.Label("p-100", "fraud", 1));
        Assert.Equal(OutcomeResult.Applied, windows.Label("p-19310", "fraud", 1));
    }

    [Fact]
    public void One_event_of_the_far_future_makes_no_id_forgotten()
    {
        var windows = new LabelledWindows(windows: Frauds);
        for (int i = 0; i < 2_000; i++)
        {
            windows.Record(Payment($"p-{i}", i == 1_000 ? Start + 3_000_000_000 : Start + (i / 10), $"c{i % 7}"));
        }

        Assert.Equal(2_000, windows.Store.Statistics.EventIds);
        Assert.Equal(OutcomeResult.Applied, windows.Label("p-0", "fraud", 1));
    }

    [Fact]
    public void A_flood_of_ids_stays_within_the_budget_and_is_counted()
    {
        const long Budget = 4 << 20;
        const int Events = 300_000;
        var windows = new LabelledWindows(options: LabelledWindows.Options with { MemoryBudgetBytes = Budget }, windows: Frauds);
        for (int i = 0; i < Events; i++)
        {
            windows.RecordOnly(Payment($"p-{i}", Start + (i / 10_000), $"c{i % 3_000}"));
        }

        VelocityStatistics statistics = windows.Store.Statistics;
        Assert.InRange(statistics.MemoryBytes, 1, Budget * 2);
        Assert.True(statistics.ForgottenEventIds > 0);
        Assert.Equal(Events, statistics.EventIds + statistics.ForgottenEventIds);
    }

    [Fact]
    public void An_id_recorded_twice_belongs_to_the_latest_event_and_both_of_one_moment()
    {
        var windows = new LabelledWindows(windows: Frauds);
        windows.Record(Payment("p", Start, "a"));
        windows.Record(Payment("p", Start + 5, "b"));
        windows.Record(Payment("p", Start + 5, "b"));
        windows.Record(Payment("p", Start + 2, "a"));

        Assert.Equal(OutcomeResult.Applied, windows.Label("p", "fraud", 1));
        Assert.Equal(0, windows.Read(Payment("", Start + 9, "a"))[0]);
        Assert.Equal(2, windows.Read(Payment("", Start + 9, "b"))[0]);
        Assert.Equal(3, windows.Store.Statistics.DuplicateEventIds);
    }

    [Fact]
    public void Ids_are_found_as_text_as_bytes_and_as_numbers()
    {
        var texts = new LabelledWindows(windows: Frauds);
        texts.Record(Payment("zahlung-ß"));
        texts.Record(Payment("18446744073709551615"));
        Assert.Equal(OutcomeResult.Applied, texts.Store.RecordOutcome("zahlung-ß"u8, "fraud", 1));
        Assert.Equal(OutcomeResult.AlreadyLabelled, texts.Store.RecordOutcome("zahlung-ß", "fraud", 1));
        Assert.Equal(OutcomeResult.Applied, texts.Store.RecordOutcome(ulong.MaxValue, "fraud", 1));
        Assert.Equal(OutcomeResult.UnknownEvent, texts.Store.RecordOutcome(Encoding.UTF8.GetBytes(new string('x', 1_000)), "fraud", 1));

        var numbers = new LabelledWindows(numbersAsIds: true, windows: Frauds);
        numbers.Record(Payment("9007199254740992"));
        Assert.Equal(OutcomeResult.Applied, numbers.Store.RecordOutcome(9007199254740992, "fraud", 1));
        Assert.Equal(OutcomeResult.AlreadyLabelled, numbers.Label("9007199254740992", "fraud", 1));
        Assert.Equal(OutcomeResult.UnknownEvent, numbers.Store.RecordOutcome(9007199254740993, "fraud", 1));
        Assert.Equal(OutcomeResult.UnknownEvent, numbers.Label("no number", "fraud", 1));
    }

    [Fact]
    public void A_window_over_a_label_that_comes_later_takes_labels_of_events_from_then_on()
    {
        var before = new LabelledWindows(windows: [LabelledWindows.Window("n", WindowAggregate.Count, null, null)]);
        before.Record(Payment("p-1"));
        Assert.Equal(OutcomeResult.UnknownEvent, before.Label("p-1", "fraud", 1));

        var after = new LabelledWindows(windows: Frauds, store: before.Store);
        Assert.Equal(OutcomeResult.UnknownEvent, after.Label("p-1", "fraud", 1));
        after.Record(Payment("p-2"));
        Assert.Equal(OutcomeResult.Applied, after.Label("p-2", "fraud", 1));
        Assert.Equal(1, after.Read(Payment("", Start + 1))[0]);
    }

    [Fact]
    public void Recording_ids_and_labels_in_steady_state_allocates_nothing()
    {
        var windows = new LabelledWindows();
        LabelledPayment[] payments = [.. Enumerable.Range(0, 40_000).Select(i => Payment($"p-{i & 4_095}", Start + i))];
        int next = 0;
        for (; next < 36_000; next++)
        {
            RecordAndLabel();
        }

        AllocationAssert.None(() =>
        {
            RecordAndLabel();
            next++;
        });

        void RecordAndLabel()
        {
            windows.RecordOnly(payments[next]);
            Assert.True(windows.Label(payments[next].Id!, "fraud", 1) == OutcomeResult.Applied);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5_000)]
    public void Labelling_by_an_id_in_bytes_allocates_nothing_whatever_its_length(int length)
    {
        var windows = new LabelledWindows(windows: Frauds);
        string id = new('x', length);
        byte[] bytes = Encoding.UTF8.GetBytes(id);
        windows.Record(Payment(id));
        Assert.Equal(OutcomeResult.Applied, windows.Store.RecordOutcome(bytes, "fraud", 1));

        AllocationAssert.None(() => Assert.True(windows.Store.RecordOutcome(bytes, "fraud", 1) == OutcomeResult.AlreadyLabelled));
    }

    [Fact]
    public void Threads_that_record_and_label_at_once_lose_nothing()
    {
        var store = new VelocityStore(LabelledWindows.Options);
        Parallel.For(0, 4, thread =>
        {
            var windows = new LabelledWindows(windows: Frauds, store: store);
            for (int i = 0; i < 3_000; i++)
            {
                windows.RecordOnly(Payment($"{thread}-{i}", Start, "shared"));
                if (i % 3 == 0)
                {
                    Assert.Equal(OutcomeResult.Applied, windows.Label($"{thread}-{i}", "fraud", 1));
                }
            }
        });

        Assert.Equal(4_000, new LabelledWindows(windows: Frauds, store: store).Read(Payment("", Start, "shared"))[0]);
        Assert.Equal(12_000, store.Statistics.EventIds);
    }

    [Fact]
    public void Wrong_ids_and_labels_are_told_together()
    {
        var schema = new EventSchema(
        [
            new AttributeDefinition("time", AttributeKind.Timestamp), new AttributeDefinition("card", AttributeKind.Token), new AttributeDefinition("id", AttributeKind.Timestamp),
            new AttributeDefinition("fraud", AttributeKind.Token), new AttributeDefinition("loss", AttributeKind.Number),
        ]);
        var store = new VelocityStore(LabelledWindows.Options);
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => store.Compile(
            [LabelledWindows.Window("a", WindowAggregate.Count, null, ":fraud: = 'x' and :loss: > 1")], new AttributeLayoutBuilder(schema)));
        Assert.Equal(["RW011", "RW012", "RW012"], problem.Diagnostics.Select(static diagnostic => diagnostic.Code));

        Assert.Throws<ArgumentException>(() => new VelocityStore(new VelocityOptions { Labels = ["fraud"] }));
        Assert.Throws<ArgumentException>(() => new VelocityStore(new VelocityOptions { EventIdAttribute = "id" }));
        Assert.Throws<InvalidOperationException>(() => new VelocityStore().RecordOutcome("p", "fraud", 1));
        Assert.Throws<ArgumentException>(() => store.RecordOutcome("p", "other", 1));
        Assert.Equal(OutcomeResult.UnknownEvent, store.RecordOutcome("p", "fraud", 1));
    }

    [Fact]
    public void More_conditions_than_an_event_keeps_are_refused()
    {
        WindowDefinition[] windows = [.. Enumerable.Range(0, 65).Select(i => LabelledWindows.Window($"w{i}", WindowAggregate.Count, null, $":amount: > {i}"))];

        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => new LabelledWindows(windows: windows));

        Assert.Equal("RW009", Assert.Single(problem.Diagnostics).Code);
        _ = new LabelledWindows(windows: windows[..64]);
    }

    private static LabelledPayment Payment(string id, long time = Start, string card = "c") => new(time, card, "s", 60, id);
}
