using System.Text;
using Risk.Events;
using Risk.Features;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

/// <summary>Events that nobody meant to send: a defined vector and flags, no exception, whatever transform reads them.</summary>
public class FeatureBadInputTests
{
    private const int TenMegabytes = 10_000_000;

    private static readonly EventSchema Schema = new(
    [
        new("text", AttributeKind.Text), new("other", AttributeKind.Text), new("token", AttributeKind.Token), new("country", AttributeKind.Country),
        new("amount", AttributeKind.Number), new("at", AttributeKind.Timestamp),
    ]);

    private static readonly FeaturePipeline Texts = FeaturePipeline.Build(Schema, p => p
        .Add("length", Text("text").Length())
        .Add("digits", Text("text").DigitShare())
        .Add("ip", Text("text").IpVersion())
        .Add("similar", Text("text").JaroWinkler(Text("other")))
        .Add("one", Text("text").OneHot(["a"], other: true, missing: true))
        .Add("ordinal", Text("token").Ordinal("a", "b"))
        .Add("country", Text("country").OneHot("DE"))
        .Add("hash", Text("text").Hash(1))
        .Add("domain", Text("text").EmailDomain().OneHot("a.org")));

    [Fact]
    public void Ten_megabytes_of_text_have_defined_features()
    {
        string text = new('7', TenMegabytes);
        DecisionFlags flags = Transform($$"""{"text":"{{text}}","other":"{{text}}x","token":"{{text}}","country":"{{text}}"}""", Texts, out float[] features);
        Assert.Equal(DecisionFlags.UnknownCategory | DecisionFlags.InvalidValue | DecisionFlags.MissingFeatures, flags);
        Assert.Equal([TenMegabytes, 1, float.NaN, 1, 0, 1, 0, -1, 0, 1, 0], features);
    }

    [Fact]
    public void Malformed_UTF8_is_a_text_like_any_other()
    {
        byte[] json = [.. "{\"text\":\"a"u8, 0xFF, 0xFE, .. "b\",\"token\":\"a\"}"u8];
        DecisionFlags flags = Transform(json, Texts, out float[] features);
        Assert.True(flags.HasFlag(DecisionFlags.UnknownCategory));
        Assert.True(features[0] > 1);
        Assert.Equal(0, Array.IndexOf(features[4..7], 1f) - 1);
    }

    [Fact]
    public void Numbers_beyond_double_and_dates_that_no_calendar_has_are_defined()
    {
        FeaturePipeline pipeline = FeaturePipeline.Build(Schema, p => p
            .Add("amount", Number("amount"))
            .Add("log", Number("amount").Log1p())
            .Add("hour", Timestamp("at").Hour())
            .Add("no_time", Timestamp("at").IsMissing()));
        DecisionFlags flags = Transform("""{"amount":1e999,"at":"2026-02-30T00:00:00Z"}""", pipeline, out float[] features);
        Assert.True(flags.HasFlag(DecisionFlags.MissingFeatures | DecisionFlags.InvalidValue));
        Assert.Equal(float.NaN, features[2]);
        Assert.Equal(1, features[3]);
        Assert.DoesNotContain(features, float.IsInfinity);
        flags = Transform("""{"amount":-1e400,"at":99999999999999999}""", pipeline, out features);
        Assert.True(flags.HasFlag(DecisionFlags.MissingFeatures | DecisionFlags.InvalidValue));
        Assert.Equal(float.NaN, features[2]);
        Assert.DoesNotContain(features, float.IsInfinity);
    }

    private static DecisionFlags Transform(string json, FeaturePipeline pipeline, out float[] features) =>
        Transform(Encoding.UTF8.GetBytes(json), pipeline, out features);

    // By both codes, which must agree.
    private static DecisionFlags Transform(byte[] json, FeaturePipeline pipeline, out float[] features)
    {
        DecisionFlags flags = Transform(json, pipeline, useVectors: false, out features);
        DecisionFlags byVectors = Transform(json, pipeline, useVectors: true, out float[] vectors);
        Assert.Equal(flags, byVectors);
        Ulp.AssertBitEqual(features, vectors);
        return flags;
    }

    private static DecisionFlags Transform(byte[] json, FeaturePipeline pipeline, bool useVectors, out float[] features)
    {
        var builder = new AttributeLayoutBuilder(pipeline.Schema);
        FeatureVectorizer vectorizer = pipeline.Compile(builder, useVectors);
        AttributeRow row = builder.Build().CreateRow();
        Assert.False(new JsonEventReader(pipeline.Schema).Read(json, row).IsMalformed);
        features = new float[pipeline.FeatureCount];
        return vectorizer.Transform(row, features) | (row.Flags & (DecisionFlags.InvalidValue | DecisionFlags.MissingFeatures));
    }
}
