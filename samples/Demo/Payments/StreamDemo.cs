using System.Diagnostics;
using Risk;
using Risk.Events;
using Risk.Features;
using Risk.Models;
using Risk.Scoring;
using Risk.Velocity;
using Spectre.Console;

namespace Demo.Payments;

/// <summary>The whole stream through windows, pipeline, boosted trees, rules and an expected-value policy.</summary>
internal static class StreamDemo
{
    // The model was trained on the days before 120 and tested on the days after 130.
    private static readonly DateTimeOffset TestFrom = new DateTimeOffset(2025, 1, 6, 0, 0, 0, TimeSpan.Zero).AddDays(130);

    private static readonly ExpectedValueModel Values = new() { AmountAttribute = "amount_minor", Margin = 0.05, DisputeFee = 1_500, InsultCost = 300, ReviewCost = 400 };

    /// <summary>Scores the stream; false when windows or margins differ from what is known of them.</summary>
    public static bool Run()
    {
        StreamPayment[] payments = CardStream.Payments();
        AnsiConsole.Write(new Spectre.Console.Rule($"[bold]The whole stream: {payments.Length} payments, 17 windows, 23 features, 100 trees, rules, expected value[/]").LeftJustified());
        FeaturePipeline pipeline = CardStream.Pipeline();
        RuleSet rules = RuleSet.Parse(
            """
            testing: Block if :card_count_1h: >= 6 and :amount_minor: < 3000
            large: Review if :amount_minor: > 22000 and :probability: > 0.02
            """,
            new EventSchema([.. StreamPayment.Reader.Schema.Attributes, new("card_count_1h", AttributeKind.Number)]));
        IRiskModel model = RiskModel.Load(DemoData.Path("card-stream", "xgb_100x6.json"));
        RiskScorer<StreamPayment> scorer = Build(pipeline, model, rules, new VelocityStore(new VelocityOptions { Clock = null }));
        bool isExact = StreamChecks.Run(payments, pipeline, (IMarginModel)model);

        var totals = new StreamTotals(Values);
        long[] ticks = new long[payments.Length];
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        AnsiConsole.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask("scoring", maxValue: payments.Length);
            for (int i = 0; i < payments.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                RiskDecision decision = scorer.Score(in payments[i]);
                ticks[i] = Stopwatch.GetTimestamp() - start;
                if (payments[i].Timestamp >= TestFrom)
                {
                    totals.Add(payments[i], decision.Action);
                }

                if (i == payments.Length / 2)
                {
                    allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
                }

                // The bar moves in the first half only: the second half is where allocation is counted.
                if (i % 10_000 == 0 && i < payments.Length / 2)
                {
                    task.Value = i;
                }
            }

            totals.Allocated = (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / (double)(payments.Length - (payments.Length / 2) - 1);
            task.Value = payments.Length;
        });
        totals.Print(ticks[(payments.Length / 2)..]);
        return isExact;
    }

    private static RiskScorer<StreamPayment> Build(FeaturePipeline pipeline, IRiskModel model, RuleSet rules, VelocityStore store) => RiskScorer.For(StreamPayment.Reader)
        .UsePipeline(pipeline).UseModel(model).UseRules(rules).UseWindows(store).UsePolicy(policy => policy.ExpectedValue(Values)).Build();
}
