using System.Text;
using Risk.Core.Tests.Events;
using Risk.Events;
using Risk.Features;
using Risk.Velocity;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

public class FeaturePipelineFitTests
{
    private static readonly EventSchema Schema = new(
    [
        new("amount", AttributeKind.Number),
        new("brand", AttributeKind.Text),
        new("token", AttributeKind.Token),
        new("email", AttributeKind.Text),
        new("ip", AttributeKind.Text),
        new("card", AttributeKind.Token),
        new("at", AttributeKind.Timestamp),
    ]);

    [Fact]
    public void A_fitted_pipeline_is_the_one_with_the_numbers_written_out()
    {
        FeaturePipeline fitted = Fit(
            p => p
                .Add("standard", Number("amount").Standardize())
                .Add("range", Number("amount").MinMax())
                .Add("winsorized", Number("amount").Winsorize(0.25, 0.75))
                .Add("bucket", Number("amount").Bucketize(2))
                .Add("rank", Number("amount").QuantileRank(3))
                .Add("mean", Number("amount").Impute(ImputeStrategy.Mean))
                .Add("median", Number("amount").Impute(ImputeStrategy.Median))
                .Add("mode", Number("amount").Impute(ImputeStrategy.MostFrequent)),
            [(1, "a"), (double.NaN, "a"), (2, "b"), (2, "b"), (double.PositiveInfinity, "b"), (7, "c")]);
        FeaturePipeline written = FeaturePipeline.Build(Schema, p => p
            .Add("standard", Number("amount").Standardize(3, Math.Sqrt(5.5)))
            .Add("range", Number("amount").MinMax(1, 7))
            .Add("winsorized", Number("amount").Clip(1.75, 3.25))
            .Add("bucket", Number("amount").Bucketize(2.0))
            .Add("rank", Number("amount").QuantileRank(1.0, 2, 7))
            .Add("mean", Number("amount").Impute(3))
            .Add("median", Number("amount").Impute(2))
            .Add("mode", Number("amount").Impute(2)));

        // A winsorized feature keeps its name, so it is not a clip to the fingerprint.
        Assert.Equal(Without(written.ToJson(), "winsorized"), Without(fitted.ToJson(), "winsorized"));
        Assert.Contains("""{"name":"winsorized","input":"amount","transform":"winsorize","lower":1.75,"upper":3.25}""", fitted.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_are_the_most_frequent_ones_in_their_order()
    {
        FeaturePipeline fitted = Fit(
            p => p
                .Add("one", Text("brand").OneHot(most: 2))
                .Add("ordinal", Text("brand").Ordinal(most: 3))
                .Add("share", Text("brand").Frequency())
                .Add("fraud", Text("brand").TargetMean(priorWeight: 2))
                .Add("exact", Text("token").OneHot(most: 9))
                .Add("number", Number("amount").AsCategory().OneHot(most: 9)),
            [(1, "Visa"), (1, "visa"), (2, "amex"), (3, "amex"), (3, null), (1, "zeta"), (-0.0, "beta"), (0, "VISA")],
            label: i => i < 2 ? 1 : 0);
        string json = fitted.ToJson();
        Assert.Contains("""{"name":"one","input":"brand","transform":"one_hot","categories":["VISA","amex"],"other":false,"missing":false}""", json, StringComparison.Ordinal);
        Assert.Contains("""{"name":"ordinal","input":"brand","transform":"ordinal","categories":["VISA","amex","beta"]}""", json, StringComparison.Ordinal);
        Assert.Contains("""{"name":"share","input":"brand","transform":"frequency","categories":["VISA","amex","beta","zeta"],"values":[0.375,0.25,0.125,0.125]}""", json, StringComparison.Ordinal);
        Assert.Contains("""{"name":"fraud","input":"brand","transform":"target_mean","categories":["VISA","amex","beta","zeta"],"values":[0.5,0.125,0.16666666666666666,0.16666666666666666],"prior":0.25}""", json, StringComparison.Ordinal);
        Assert.Equal(["exact=VISA", "exact=Visa", "exact=amex", "exact=beta", "exact=visa", "exact=zeta"], fitted.FeatureNames.Where(n => n.StartsWith("exact", StringComparison.Ordinal)));
        Assert.Equal(["number=0", "number=1", "number=2", "number=3"], fitted.FeatureNames.Where(n => n.StartsWith("number", StringComparison.Ordinal)));
    }

    [Fact]
    public void Parts_of_texts_networks_and_crosses_are_fitted_as_they_are_served()
    {
        FeaturePipelineDefinition definition = FeaturePipelineDefinition.Build(Schema, p => p
            .Add("domain", Text("email").EmailDomain().OneHot(most: 9))
            .Add("network", Text("ip").IpPrefix().OneHot(most: 9))
            .Add("pair", Cross(Text("brand"), Text("ip").IpPrefix()).OneHot(most: 9)));
        FeatureTrainingData data = definition.CreateTrainingData();
        foreach ((string? email, string? ip, string? brand) in ((string?, string?, string?)[])
            [("a@X.org", "10.1.2.3", "visa"), ("b@x.org", "10.1.2.9", "Visa"), ("no address", "2001:db8:1:2::5", "amex"), (null, "no ip", null)])
        {
            data.Row.SetText(1, brand);
            data.Row.SetText(3, email);
            data.Row.SetText(4, ip);
            data.Add();
        }

        FeaturePipeline fitted = definition.Fit(data);
        Assert.Equal(
            ["domain=X.org", "network=10.1.2.0/24", "network=2001:db8:1::/48", "pair=Visa&10.1.2.0/24", "pair=amex&2001:db8:1::/48"], fitted.FeatureNames);
        AssertRoundTrip(fitted);
    }

    [Fact]
    public void What_stands_on_a_fitted_transform_is_fitted_to_what_it_gives()
    {
        (double, string?)[] events = [(1, null), (double.NaN, null), (3, null), (4, null), (100, null)];
        FeaturePipeline fitted = Fit(
            p => p
                .Add("z", Number("amount").Impute(ImputeStrategy.Median).Standardize().Bucketize(2))
                .Add("again", Of("z") + Number("amount").Impute(ImputeStrategy.Median))
                .Add("last", Of("again").MinMax()),
            events);
        double[] filled = [1, 3, 3, 4, 100];
        double mean = filled.Average();
        double deviation = Math.Sqrt(filled.Sum(x => (x - mean) * (x - mean)) / 5);
        double edge = (3 - mean) * (1 / deviation);
        FeaturePipeline written = FeaturePipeline.Build(Schema, p => p
            .Add("z", Number("amount").Impute(3).Standardize(mean, deviation).Bucketize(edge))
            .Add("again", Of("z") + Number("amount").Impute(3))
            .Add("last", Of("again").MinMax(1, 101)));
        Assert.Equal(written.ToJson(), fitted.ToJson());
        Assert.Equal(written.Fingerprint, fitted.Fingerprint);
    }

    [Fact]
    public void What_was_given_stays()
    {
        FeaturePipeline fitted = Fit(
            p => p.Add("f", Text("brand").OneHot("z", "visa")).Add("g", Number("amount").Standardize(5, 2)).Add("h", Number("amount").Standardize()),
            [(1, "visa"), (3, "amex")]);
        Assert.Contains("""{"name":"f","input":"brand","transform":"one_hot","categories":["z","visa"],"other":false,"missing":false}""", fitted.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"mean\":5,\"deviation\":2", fitted.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"mean\":2,\"deviation\":1", fitted.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Constant_columns_can_be_fitted()
    {
        FeaturePipeline fitted = Fit(
            p => p
                .Add("a", Number("amount").Standardize()).Add("b", Number("amount").MinMax()).Add("c", Number("amount").Winsorize())
                .Add("d", Number("amount").Bucketize(4)).Add("e", Number("amount").QuantileRank(3)),
            [(5, null), (5, null)]);
        FeatureVectorizer vectorizer = fitted.Compile(out AttributeLayout layout);
        AttributeRow row = layout.CreateRow();
        row.SetNumber(0, 5);
        float[] features = new float[5];
        vectorizer.Transform(row, features);
        Assert.Equal([0, 0, 5, 1, 0.5f], features);
    }

    [Fact]
    public void All_that_cannot_be_fitted_is_told_with_its_feature()
    {
        RiskFormatException error = Assert.Throws<RiskFormatException>(() => Fit(
            p => p.Add("a", Number("amount").Standardize()).Add("b", Text("brand").TargetMean()).Add("c", Text("email").OneHot(3)),
            [(double.NaN, "visa"), (double.PositiveInfinity, "visa")]));
        Assert.Equal(
            ["RF021 features[0] (a)", "RF022 features[1] (b)", "RF021 features[2] (c)"], error.Diagnostics.Select(d => $"{d.Code} {d.Path}"));
        Assert.Equal("'standardize' can't be fitted: its input is missing in every event.", error.Diagnostics[0].Message);
        Assert.Throws<RiskFormatException>(() => Fit(p => p.Add("a", Number("amount").Standardize()), []));
        Assert.Throws<RiskFormatException>(() => Fit(p => p.Add("a", Number("amount").Standardize()), [(1e300, null), (-1.7e308, null)]));
    }

    [Fact]
    public void Windows_are_filled_while_the_events_are_added()
    {
        FeaturePipelineDefinition definition = FeaturePipelineDefinition.Build(Schema, p => p
            .AddWindow(new WindowDefinition
            {
                Name = "count",
                Keys = ["card"],
                Aggregate = WindowAggregate.Count,
                Window = TimeSpan.FromDays(1),
                IncludeCurrent = true,
            })
            .Add("range", Number("count").MinMax()));
        FeatureTrainingData data = definition.CreateTrainingData(new VelocityStore(new VelocityOptions { Clock = null }));
        for (int i = 0; i < 3; i++)
        {
            data.Row.SetText(5, "one");
            data.Row.SetTimestamp(6, DateTimeOffset.UnixEpoch.AddYears(50).AddMinutes(i));
            data.Add();
        }

        Assert.Contains("\"minimum\":1,\"maximum\":3", definition.Fit(data).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Events_of_a_described_type_are_read_by_their_reader()
    {
        EventSchema schema = SchemaOf<ReaderPayment>();
        string number = schema.Attributes.First(a => a.Kind == AttributeKind.Number).Name;
        FeaturePipelineDefinition definition = FeaturePipelineDefinition.Build(schema, p => p.Add("n", Number(number).Impute(ImputeStrategy.MostFrequent)));
        ReaderPayment payment = default;
        Assert.Contains("\"impute\",\"value\":0}", definition.Fit([payment, payment]).ToJson(), StringComparison.Ordinal);
        Assert.Throws<RiskFormatException>(() => definition.Fit(Array.Empty<ReaderPayment>()));
        Assert.Throws<ArgumentException>(() => FeaturePipelineDefinition.Build(Schema, p => p.Add("a", Number("amount"))).Fit(Array.Empty<ReaderPayment>()));
    }

    private static FeaturePipeline Fit(
        Action<FeaturePipelineBuilder> configure, IEnumerable<(double Amount, string? Brand)> events, Func<int, double>? label = null)
    {
        FeaturePipelineDefinition built = FeaturePipelineDefinition.Build(Schema, configure);
        FeaturePipelineDefinition definition = FeaturePipelineDefinition.Parse(Encoding.UTF8.GetBytes(built.ToJson()));
        FeatureTrainingData data = definition.CreateTrainingData();
        foreach ((double amount, string? brand) in events)
        {
            data.Row.SetNumber(0, amount);
            data.Row.SetText(1, brand);
            data.Row.SetText(2, brand);
            data.Add(label?.Invoke(data.Count) ?? double.NaN);
        }

        FeaturePipeline fitted = definition.Fit(data);
        Assert.Equal(fitted.ToJson(), built.Fit(data).ToJson());
        AssertRoundTrip(fitted);
        return fitted;
    }

    private static EventSchema SchemaOf<TEvent>()
        where TEvent : IRiskEvent<TEvent> => TEvent.EventReader.Schema;

    private static void AssertRoundTrip(FeaturePipeline fitted)
    {
        FeaturePipeline read = FeaturePipeline.Parse(Encoding.UTF8.GetBytes(fitted.ToJson()));
        Assert.Equal(fitted.Fingerprint, read.Fingerprint);
        Assert.Equal(fitted.ToJson(), read.ToJson());
    }

    private static string Without(string json, string feature) =>
        string.Join('\n', json.Split('\n').Where(line => !line.Contains($"\"name\":\"{feature}\"", StringComparison.Ordinal)));
}
