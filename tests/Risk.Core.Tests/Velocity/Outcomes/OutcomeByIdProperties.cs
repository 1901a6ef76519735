using Risk.Core.Tests.Velocity.Durability;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Outcomes;

/// <summary>Labels recorded by event id against a plain list of events that is searched for every window.</summary>
public sealed class OutcomeByIdProperties
{
    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(4, true, true)]
    [InlineData(5, true, true)]
    public void Every_window_equals_one_over_a_plain_list_whatever_is_labelled_when(int seed, bool numbersAsIds, bool restarts)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var store = new LabelledWindows(numbersAsIds);
        VelocityPersistence? persistence = restarts ? VelocityPersistence.Open(store.Store, VelocityPersistenceTests.OptionsOf(folder)) : null;
        var twin = new PlainEvents();
        for (int i = 0; i < 600; i++)
        {
            // Late by up to 40 s, many at the same second, some under an id that was used before.
            string id = (random.Next(30) == 0 && i > 0 ? random.Next(i) : i).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var payment = new LabelledPayment(1_750_000_000 + (i / 3) - random.Next(40), $"c{random.Next(4)}", $"s{random.Next(3)}", 1 + random.Next(100), id);
            store.Record(payment);
            twin.Record(payment);
            for (int outcome = random.Next(3); outcome > 0; outcome--)
            {
                string labelled = random.Next(i + 5).ToString(System.Globalization.CultureInfo.InvariantCulture);
                bool isLoss = random.Next(3) == 0;
                double value = isLoss ? random.Next(40) : random.Next(2);
                OutcomeResult expected = twin.Label(labelled, isLoss, value);
                Assert.Equal(expected, store.Label(labelled, isLoss ? "loss" : "fraud", value));
            }

            if (restarts && random.Next(100) == 0)
            {
                if (random.Next(2) == 0)
                {
                    persistence!.Snapshot();
                }

                persistence!.Dispose();
                store = new LabelledWindows(numbersAsIds);
                persistence = VelocityPersistence.Open(store.Store, VelocityPersistenceTests.OptionsOf(folder));
            }

            AssertEqual(twin, store, new LabelledPayment(1_750_000_000 + (i / 3) + random.Next(100), $"c{i % 4}", $"s{i % 3}", 1, "probe"));
        }

        Assert.Equal(0, store.Store.Statistics.ForgottenEventIds);
        persistence?.Dispose();
    }

    private static void AssertEqual(PlainEvents twin, LabelledWindows store, LabelledPayment probe)
    {
        double[] actual = store.Read(probe);
        for (int w = 0; w < actual.Length; w++)
        {
            double expected = twin.Value(LabelledWindows.Windows[w], probe);
            Assert.True(expected.Equals(actual[w]), $"{LabelledWindows.Windows[w].Name}: expected {expected:R}, got {actual[w]:R}");
        }
    }
}
