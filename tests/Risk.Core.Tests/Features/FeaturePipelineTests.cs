using System.Text;
using Risk.Events;
using Risk.Features;
using Risk.Velocity;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

public class FeaturePipelineTests
{
    private static readonly EventSchema Schema = new(
    [
        new("amount", AttributeKind.Number),
        new("card_id", AttributeKind.Token),
        new("card_country", AttributeKind.Country),
        new("ip_country", AttributeKind.Country),
        new("brand", AttributeKind.Text),
        new("created_at", AttributeKind.Timestamp),
        new("is_proxy", AttributeKind.Boolean),
    ]);

    private static readonly WindowDefinition Sum = new()
    {
        Name = "card_sum_1d",
        Keys = ["card_id"],
        Aggregate = WindowAggregate.Sum,
        Value = "amount",
        Window = TimeSpan.FromDays(1),
        IncludeCurrent = true,
    };

    private const string Json = """
        {
          "version": 1,
          "windows": [
            { "aggregate": "sum", "name": "s", "key": "card_id", "value": "amount", "window": "24h", "include_current": true }
          ],
          "features": [
            { "name": "amount", "input": "amount" },
            { "name": "log_amount", "input": "amount", "steps": ["log1p", { "transform": "standardize", "deviation": 2, "mean": 4 }] },
            { "name": "brand", "transform": "one_hot", "input": "brand", "categories": ["VISA", "mastercard"] },
            { "name": "same", "transform": "equal", "inputs": ["card_country", "ip_country"] },
            { "name": "share", "transform": "ratio", "inputs": ["amount", "s"] },
            { "name": "hour", "transform": "hour", "input": "created_at" },
            { "name": "proxy", "input": "is_proxy" },
            { "name": "twice", "transform": "product", "inputs": [{ "feature": "log_amount" }, 2] }
          ]
        }
        """;

    private static FeaturePipeline InCSharp() => FeaturePipeline.Build(Schema, p => p
        .AddWindow(Sum)
        .Add("amount", Number("amount"))
        .Add("log_amount", Number("amount").Log1p().Standardize(mean: 4, deviation: 2))
        .Add("brand", Text("brand").OneHot("visa", "mastercard"))
        .Add("same_country", Text("card_country").EqualTo(Text("ip_country")))
        .Add("share", Number("amount") / Window(Sum))
        .Add("hour", Timestamp("created_at").Hour())
        .Add("proxy", Number("is_proxy"))
        .Add("twice", Of("log_amount") * 2));

    [Fact]
    public void The_same_pipeline_in_code_and_in_JSON_has_the_same_fingerprint()
    {
        FeaturePipeline fromJson = FeaturePipeline.Parse(Encoding.UTF8.GetBytes(Json), Schema);
        Assert.Equal(InCSharp().Fingerprint, fromJson.Fingerprint);
    }

    [Fact]
    public void What_ToJson_writes_reads_as_the_same_pipeline()
    {
        FeaturePipeline pipeline = InCSharp();
        FeaturePipeline again = FeaturePipeline.Parse(Encoding.UTF8.GetBytes(pipeline.ToJson()));
        Assert.Equal(pipeline.Fingerprint, again.Fingerprint);
        Assert.Equal(pipeline.FeatureNames, again.FeatureNames);
        Assert.Equal(pipeline.Schema.Fingerprint, again.Schema.Fingerprint);
        Assert.Equal(pipeline.ToJson(), again.ToJson());
    }

    [Fact]
    public void Every_transform_of_the_builder_writes_JSON_that_reads_as_the_same_pipeline()
    {
        NumberExpression amount = Number("amount");
        TextExpression brand = Text("brand");
        TimestampExpression at = Timestamp("created_at");
        FeaturePipeline pipeline = FeaturePipeline.Build(Schema, p => p
            .Add("a", amount.Log1p())
            .Add("b", amount.Log())
            .Add("c", amount.SignedLog())
            .Add("d", amount.SquareRoot())
            .Add("e", amount.Standardize(1, 2))
            .Add("f", amount.MinMax(1, 2))
            .Add("g", amount.Clip(upper: 2))
            .Add("h", amount.Bucketize(1.5, 2.5))
            .Add("i", amount.QuantileRank(1.5, 2.5))
            .Add("j", amount.Impute(3))
            .Add("k", amount.IsMissing())
            .Add("l", (amount + 1) * amount / (amount - 2))
            .Add("m", Polynomial(2, amount, Number("is_proxy")))
            .Add("n", amount.OneHot(1, 2.5))
            .Add("o", amount.OneHot(7))
            .Add("p", at.Hour(60))
            .Add("q", at.Weekday())
            .Add("r", at.Month())
            .Add("s", at.CyclicHour())
            .Add("t", at.CyclicWeekday())
            .Add("u", at.CyclicMonth(-60))
            .Add("v", at.Since(at, AgeUnit.Days))
            .Add("w", brand.Length())
            .Add("x", brand.DigitShare())
            .Add("y", brand.IpVersion())
            .Add("z", brand.IpPrefix(16, 32).OneHot("10.0.0.0/16"))
            .Add("aa", brand.EmailDomain().Ordinal(["x.org"], unknown: 4))
            .Add("ab", brand.JaroWinkler(Text("card_id")))
            .Add("ac", brand.EqualTo(Text("card_id")))
            .Add("ad", Cross(Text("card_country"), Text("ip_country")).Hash(4, signed: true))
            .Add("ae", brand.OneHot(["visa"], other: true, missing: true))
            .Add("af", brand.TargetMean(new Dictionary<string, double> { ["visa"] = 0.5 }, prior: 0.25))
            .Add("ag", brand.Frequency(new Dictionary<string, double> { ["visa"] = 0.5 }))
            .Add("ah", brand.HashIndex(9))
            .Add("ai", Constant(4))
            .Add("aj", Of("a")));
        FeaturePipeline again = FeaturePipeline.Parse(Encoding.UTF8.GetBytes(pipeline.ToJson()));
        Assert.Equal(pipeline.Fingerprint, again.Fingerprint);
        Assert.Equal(pipeline.FeatureNames, again.FeatureNames);
    }

    [Fact]
    public void A_number_becomes_a_feature_for_each_of_its_categories()
    {
        FeatureVectorizer vectorizer = FeaturePipeline.Build(Schema, p => p.Add("n", Number("amount").OneHot(1, 2.5))).Compile(out AttributeLayout layout);
        AttributeRow row = layout.CreateRow();
        float[] features = new float[2];
        row.SetNumber(0, 2.5);
        Assert.Equal(DecisionFlags.None, vectorizer.Transform(row, features));
        Assert.Equal([0, 1], features);
    }

    [Fact]
    public void Names_of_one_hot_features_carry_the_category() =>
        Assert.Equal(["amount", "log_amount", "brand=visa", "brand=mastercard", "same_country", "share", "hour", "proxy", "twice"], InCSharp().FeatureNames);

    [Fact]
    public void An_event_becomes_its_vector()
    {
        FeatureVectorizer vectorizer = InCSharp().Compile(out AttributeLayout layout);
        AttributeRow row = layout.CreateRow();
        row.SetNumber(0, 99);
        row.SetText(2, "DE");
        row.SetText(3, "de");
        row.SetText(4, "MasterCard");
        row.SetTimestamp(5, new DateTimeOffset(2025, 5, 26, 23, 59, 59, TimeSpan.Zero));
        row.SetBoolean(6, true);
        row.SetNumber(layout.Columns.IndexOf("card_sum_1d"), 198);
        float[] features = new float[vectorizer.FeatureCount];
        Assert.Equal(DecisionFlags.None, vectorizer.Transform(row, features));
        float standardized = (float)((Math.Log(100) - 4) / 2);
        Assert.Equal([99, standardized, 0, 1, 1, 0.5f, 23, 1, (float)(Math.Log(100) - 4)], features);
    }

    [Fact]
    public void What_is_missing_unknown_or_invalid_sets_its_flag()
    {
        FeatureVectorizer vectorizer = InCSharp().Compile(out AttributeLayout layout);
        AttributeRow row = layout.CreateRow();
        row.SetNumber(0, double.PositiveInfinity);
        row.SetText(4, "diners");
        float[] features = new float[vectorizer.FeatureCount];
        Assert.Equal(DecisionFlags.MissingFeatures | DecisionFlags.UnknownCategory | DecisionFlags.InvalidValue, vectorizer.Transform(row, features));
        Assert.Equal(float.MaxValue, features[0]);
        Assert.Equal([0, 0, float.NaN, float.NaN, float.NaN, float.NaN], features[2..8]);
    }

    [Fact]
    public void A_span_of_another_length_is_a_programming_error()
    {
        FeatureVectorizer vectorizer = InCSharp().Compile(out AttributeLayout layout);
        ArgumentException error = Assert.Throws<ArgumentException>(() => vectorizer.Transform(layout.CreateRow(), new float[3]));
        Assert.Equal("The span has 3 values; it must have exactly 9.", error.Message);
    }
}
