using System.Globalization;
using System.Text.Json;
using Demo.Payments;
using Risk.Events;
using Risk.Features;
using Risk.Models;
using Risk.Models.Linear;
using Risk.Scoring;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Tool.Tests;

/// <summary>The card-stream pipeline, written in C# for the service and in JSON for the data scientist.</summary>
public sealed class CardStreamFeaturesTests : IDisposable
{
    private static readonly string Data = Path.Combine(TestProject.RepositoryRoot, "samples", "data", "card-stream");
    private static readonly string PipelineFile = Path.Combine(Data, "pipeline.json");
    private static readonly string EventsFile = Path.Combine(Data, "events.jsonl");

    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void The_pipeline_in_JSON_is_the_one_in_CSharp()
    {
        FeaturePipeline inCSharp = CardStream.Pipeline();
        var inJson = FeaturePipeline.Load(PipelineFile);
        Assert.Equal(inCSharp.Fingerprint, inJson.Fingerprint);
        Assert.Equal(inCSharp.FeatureNames, inJson.FeatureNames);
    }

    [Fact]
    public void Vectors_are_the_same_bits_in_the_service_and_in_the_training_matrix()
    {
        string rows = _tool.Path("rows.csv");
        Assert.Equal(0, ToolRunner.Run("features", "--pipeline", PipelineFile, "--events", EventsFile, "--output", rows).Code);
        string[] lines = File.ReadAllLines(rows);
        StreamPayment[] payments = [.. File.ReadLines(EventsFile).Select(Payment)];
        Assert.Equal(2000, payments.Length);
        Assert.Equal(1 + payments.Length, lines.Length);

        FeaturePipeline pipeline = CardStream.Pipeline();
        var layout = new AttributeLayoutBuilder(StreamPayment.Reader.Schema);
        IWindowReader windows = new VelocityStore(new VelocityOptions { Clock = null }).Compile(pipeline.Windows, layout);
        FeatureVectorizer vectorizer = pipeline.Compile(layout);
        AttributeRow row = layout.Build().CreateRow();
        float[] online = new float[pipeline.FeatureCount];
        int skip = lines[0].Split(',').Length - online.Length;
        for (int i = 0; i < payments.Length; i++)
        {
            row.Clear();
            StreamPayment.Reader.Read(in payments[i], row);
            windows.ReadAndRecord(row);
            vectorizer.Transform(row, online);
            float[] offline = Array.ConvertAll(lines[i + 1].Split(',')[skip..], Number);
            Ulp.AssertBitEqual(online, offline, $"event {i}");
        }
    }

    [Fact]
    public void Vectors_of_CSV_are_those_of_JSON_Lines()
    {
        string[] names;
        using (var first = JsonDocument.Parse(File.ReadLines(EventsFile).First()))
        {
            names = [.. first.RootElement.EnumerateObject().Select(static property => property.Name).Reverse()];
        }

        string table = _tool.File("events.csv", string.Join(',', names) + "\r\n" + string.Concat(File.ReadLines(EventsFile).Select(line => Record(line, names) + "\r\n")));
        (int code, string rows, string error) = ToolRunner.Run("features", "--pipeline", PipelineFile, "--events", EventsFile);
        Assert.True(code == 0, error);
        Assert.Equal(2001, rows.TrimEnd('\n').Split('\n').Length);
        Assert.Equal((0, rows, ""), ToolRunner.Run("features", "--pipeline", PipelineFile, "--events", table));
    }

    [Fact]
    public void A_model_that_was_trained_on_another_pipeline_is_refused()
    {
        FeaturePipeline pipeline = FeaturePipeline.Load(PipelineFile);
        string other = File.ReadAllText(PipelineFile).Replace("\"hour\"", "\"month\"", StringComparison.Ordinal);
        Fingerprint otherFingerprint = FeaturePipeline.Parse(System.Text.Encoding.UTF8.GetBytes(other)).Fingerprint;
        Assert.NotEqual(pipeline.Fingerprint, otherFingerprint);

        Build(pipeline, pipeline.Fingerprint);
        RiskFormatException error = Assert.Throws<RiskFormatException>(() => Build(pipeline, otherFingerprint));
        Assert.Contains($"was trained on pipeline {otherFingerprint}", error.Message, StringComparison.Ordinal);
    }

    private static void Build(FeaturePipeline pipeline, Fingerprint trainedOn)
    {
        var model = new LinearModel(new LinearModelDefinition
        {
            Weights = [.. pipeline.FeatureNames.Select(_ => 0.0)],
            Intercepts = [-1],
            FeatureNames = [.. pipeline.FeatureNames],
            PipelineFingerprint = trainedOn,
        });
        RiskScorer.For(StreamPayment.Reader).UsePipeline(pipeline).UseModel(model).UseWindows(new VelocityStore(new VelocityOptions { Clock = null })).Build();
    }

    private static StreamPayment Payment(string line)
    {
        using var json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        return new StreamPayment(
            0,
            root.GetProperty("timestamp").GetDateTimeOffset(),
            root.GetProperty("card_id").GetString()!,
            root.GetProperty("merchant_id").GetString()!,
            root.GetProperty("amount_minor").GetDouble(),
            root.GetProperty("is_fraud").GetBoolean() ? 1 : 0);
    }

    // Numbers, true and false as they are written in JSON; every text in quotes, for a reader of CSV that must take them off.
    private static string Record(string line, string[] names)
    {
        using var json = JsonDocument.Parse(line);
        return string.Join(',', names.Select(name => json.RootElement.TryGetProperty(name, out JsonElement value) ? Field(value) : ""));
    }

    private static string Field(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => $"\"{value.GetString()!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => value.GetRawText(),
    };

    private static float Number(string text) =>
        text.Length == 0 || text == "NaN" ? float.NaN : float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
