using Risk.Events;
using Risk.Scoring.Recording;
using Risk.Scoring.Replay;
using Xunit;

namespace Risk.Core.Tests.Scoring.Recording;

/// <summary>Whatever a row holds comes back from the log with the same bits.</summary>
public sealed class DecisionLogProperties : IDisposable
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("number", AttributeKind.Number),
        new AttributeDefinition("boolean", AttributeKind.Boolean),
        new AttributeDefinition("timestamp", AttributeKind.Timestamp),
        new AttributeDefinition("text", AttributeKind.Text),
        new AttributeDefinition("token \"€\" \u0001", AttributeKind.Token),
        new AttributeDefinition("::key::", AttributeKind.Token) { IsMetadata = true },
    ]);

    private readonly string _folder = Directory.CreateTempSubdirectory("risk-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_come_back_with_the_same_bits()
    {
        Random random = new(11);
        AnyEvent[] events = [.. Enumerable.Range(0, 3_000).Select(_ => AnyEvent.Make(random))];
        var expected = new CapturingSink();
        using (var log = new DecisionLog(new DecisionLogOptions { Folder = _folder, Capacity = events.Length }))
        {
            RiskScorer<AnyEvent> recorded = Build(RiskScorer.For(new AnyReader()), log);
            RiskScorer<AnyEvent> captured = Build(RiskScorer.For(new AnyReader()), expected);
            foreach (AnyEvent source in events)
            {
                recorded.Score(in source);
                captured.Score(in source);
            }
        }

        var actual = new CapturingSink();
        RiskScorer<LoggedDecision> replayed = Build(RiskScorer.For(new LoggedEventReader(Schema)), actual);
        using var reader = new DecisionLogReader([_folder]);
        while (reader.Read())
        {
            replayed.Score(reader.Current!);
        }

        Assert.Empty(reader.Problems);
        Assert.Equal(events.Length, actual.Rows.Count);
        for (int i = 0; i < events.Length; i++)
        {
            Assert.Equal(expected.Rows[i].Numbers, actual.Rows[i].Numbers);
            Assert.Equal(expected.Rows[i].Texts, actual.Rows[i].Texts);
            Assert.Equal(expected.Rows[i].Flags, actual.Rows[i].Flags);
        }
    }

    private static RiskScorer<TEvent> Build<TEvent>(RiskScorerBuilder<TEvent> builder, IDecisionSink sink) =>
        builder.UseRules(RuleSet.Parse("r: Block if :number: > 1 and :text: = 'a'", Schema)).UseSink(sink).Build();

    private sealed record AnyEvent(double Number, double Boolean, double Timestamp, string? Text, string? Token, string? Key, DecisionFlags Flags)
    {
        public static AnyEvent Make(Random random) => new(
            AnyNumber(random),
            random.Next(4) switch { 0 => double.NaN, 1 => 0, 2 => 1, _ => AnyNumber(random) },
            random.Next(3) == 0 ? AnyNumber(random) : Math.Floor((random.NextDouble() * 315e15) - 62e15),
            AnyText(random),
            AnyText(random),
            AnyText(random),
            (DecisionFlags)(random.Next(2) * (int)DecisionFlags.InvalidValue));

        private static double AnyNumber(Random random) => random.Next(6) switch
        {
            0 => double.NaN,
            1 => random.Next(2) == 0 ? double.PositiveInfinity : double.NegativeInfinity,
            2 => random.Next(-5, 5),
            3 => -0.0,
            _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) is var any && double.IsNaN(any) ? double.NaN : any,
        };

        private static string? AnyText(Random random)
        {
            if (random.Next(5) == 0)
            {
                return null;
            }

            char[] text = new char[random.Next(30)];
            for (int i = 0; i < text.Length; i++)
            {
                char any = (char)(random.Next(3) == 0 ? random.Next(0xFFFF) : random.Next(128));
                text[i] = char.IsSurrogate(any) ? '"' : any;
            }

            return new string(text);
        }
    }

    private sealed class AnyReader : IEventReader<AnyEvent>
    {
        public EventSchema Schema => DecisionLogProperties.Schema;

        public void Read(in AnyEvent source, AttributeRow row)
        {
            row.SetNumber(0, source.Number);
            row.SetNumber(1, source.Boolean);
            row.SetNumber(2, source.Timestamp);
            row.SetText(3, source.Text);
            row.SetText(4, source.Token);
            row.SetText(5, source.Key);
            row.AddFlags(source.Flags);
        }
    }

    private sealed class CapturingSink : IDecisionSink, IDecisionRecorder
    {
        public List<(long[] Numbers, string?[] Texts, DecisionFlags Flags)> Rows { get; } = [];

        public IDecisionRecorder Attach(DecisionSource source, AttributeLayoutBuilder layout)
        {
            for (int i = 3; i < Schema.Count; i++)
            {
                layout.Use(i, AttributeUse.Text);
            }

            return this;
        }

        public void Record(AttributeRow row, in RiskDecision decision)
        {
            // One NaN is as good as another: missing is missing.
            long[] numbers = [.. Enumerable.Range(0, 3).Select(i => row.GetNumber(i)).Select(static number => double.IsNaN(number) ? -1 : BitConverter.DoubleToInt64Bits(number))];
            string?[] texts = [.. Enumerable.Range(3, 3).Select(i => row.TryGetText(i, out ReadOnlySpan<char> text) ? text.ToString() : null)];
            Rows.Add((numbers, texts, decision.Flags));
        }
    }
}
