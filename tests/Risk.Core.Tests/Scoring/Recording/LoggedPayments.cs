using System.Globalization;
using System.Text;
using Risk.Features;
using Risk.Scoring;
using Risk.Scoring.Recording;
using Risk.Velocity;

namespace Risk.Core.Tests.Scoring.Recording;

/// <summary>Payments of all kinds of values, and a scorer of all kinds of parts, whose decisions the tests record and replay.</summary>
internal static class LoggedPayments
{
    public const string Rules = """
        staff: Allow if :card: = 'staff'
        foreign: Block if :card_country: != :ip_country: and :amount: > 900
        proof: Request 3D Secure if :is_disposable:
        busy: Review if count(:card:, 1h) >= 3 and :amount: > 5
        much: Review if sum(:amount:, :card:, 1d) > 20000
        """;

    private static readonly string[] Countries = ["DE", "FR", "NL", "us", "ß€"];
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static Payment[] Make(int count, int seed = 3)
    {
        Random random = new(seed);
        var payments = new Payment[count];
        DateTimeOffset at = Start;
        for (int i = 0; i < count; i++)
        {
            at = at.AddTicks(random.NextInt64(TimeSpan.TicksPerMinute * 3));
            double amount = random.Next(40) switch
            {
                0 => double.NaN,
                1 => double.PositiveInfinity,
                2 => -0.0,
                3 => double.Epsilon,
                _ => Math.Exp(random.NextDouble() * 9),
            };
            payments[i] = new Payment(
                amount,
                random.Next(50) == 0 ? null : random.Next(80) == 0 ? "staff" : $"card \"{random.Next(60)}\" \\ 🂡",
                random.Next(20) == 0 ? null : Countries[random.Next(5)],
                Countries[random.Next(5)],
                random.Next(3) == 0 ? null : random.Next(12) == 0,
                at);
        }

        return payments;
    }

    public static RiskScorerBuilder<TEvent> Configure<TEvent>(RiskScorerBuilder<TEvent> builder, string? rules = null, double weight = 0.21)
    {
        FeaturePipeline pipeline = FeaturePipeline.Build(builder.Schema, features => features
            .Add("amount", Feature.Number("amount").Log1p())
            .Add("country", Feature.Text("card_country").OneHot("DE", "FR"))
            .Add("disposable", Feature.Number("is_disposable")));
        return builder.UsePipeline(pipeline)
            .UseModel(Model(weight))
            .UseRules(RuleSet.Parse(rules ?? Rules, builder.Schema))
            .UseReasons(ReasonMode.Always)
            .UsePolicy(policy => policy.Challenge(from: 55).Review(from: 60).Block(from: 70).Fallback(RiskAction.Review));
    }

    private static IRiskModel Model(double weight) => RiskModel.Load(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"kind":"logistic_regression","features":["amount","de","fr","disposable"],"coefficients":[{{weight}},-0.4,0.3,0.7],"intercept":-1.5,"fill":[3,0,0,0]}""")));

    public static RiskScorer<Payment> Scorer(IDecisionSink sink) =>
        Configure(RiskScorer.For(Payment.Reader)).UseWindows(new VelocityStore(new VelocityOptions { Clock = null })).UseSink(sink).Build();
}
