using System.Globalization;
using System.IO.Compression;
using Risk.Events;
using Risk.Features;
using Risk.Velocity;

namespace Risk.Evaluation.Tests.Metrics;

/// <summary>
/// From raw data to the metrics that the frameworks measured on rows they were not trained on: windows, features, models and metrics together, each of which could hide
/// what another gets wrong in a test of its own.
/// </summary>
public sealed class HeldOutMetricsTests
{
    // The manifests hold six decimals.
    private const double Rounding = 0.000_000_6;

    // The models were trained on the days before 120 and tested on the days from 130.
    private static readonly DateTimeOffset TestFrom = new DateTimeOffset(2025, 1, 6, 0, 0, 0, TimeSpan.Zero).AddDays(130);

    private static readonly Lazy<(float[] Rows, bool[] Labels)> TestDays = new(ReadTestDays);

    [SharedDataTheory("card-stream")]
    [InlineData("xgb_100x6")]
    [InlineData("xgb_base_score")]
    [InlineData("xgb_dart")]
    public void Card_stream_from_the_raw_payments(string name)
    {
        ManifestModel expected = Manifest.Read("card-stream").Model(name);
        (float[] rows, bool[] labels) = TestDays.Value;
        double[] probabilities = Predict(expected.FilePath("xgboost-json"), rows, labels.Length);
        RankSummary ranking = new RankedScores(probabilities, labels).Summary;

        Assert.Equal(expected.Metrics["rows"], labels.Length);
        Assert.Equal(expected.Metrics["positives"], labels.Count(static label => label));
        Assert.Equal(expected.Metrics["auc"], ranking.AreaUnderCurve, Rounding);
        Assert.Equal(expected.Metrics["pr_auc"], ranking.AveragePrecision, Rounding);
        Assert.Equal(expected.Metrics["ks"], ranking.KolmogorovSmirnov, Rounding);
        Assert.Equal(expected.Metrics["log_loss"], RiskMetrics.LogLoss(probabilities, labels), Rounding);
        Assert.Equal(expected.Metrics["brier"], RiskMetrics.BrierScore(probabilities, labels), Rounding);
    }

    [SharedDataTheory("polish-bankruptcy")]
    [InlineData("xgb_500x8")]
    [InlineData("xgb_dart_50")]
    public void Companies_of_another_year(string name)
    {
        ManifestModel expected = Manifest.Read("polish-bankruptcy").Model(name);
        string[][] lines = [.. Lines(SharedData.Path("polish-bankruptcy", "1year.csv.gz")).Skip(1)];
        float[] rows = [.. lines.SelectMany(static fields => fields[..^1]).Select(static field => field.Length == 0 ? float.NaN : float.Parse(field, CultureInfo.InvariantCulture))];
        bool[] labels = [.. lines.Select(static fields => fields[^1] == "1")];

        Assert.Equal(expected.Metrics["auc_on_1year_file"], RiskMetrics.AreaUnderCurve(Predict(expected.FilePath("xgboost-json"), rows, labels.Length), labels), Rounding);
    }

    private static double[] Predict(string path, float[] rows, int count)
    {
        IRiskModel model = RiskModel.Load(path);
        float[] outputs = new float[count];
        model.PredictBatch(rows, outputs);
        return Array.ConvertAll(outputs, static output => (double)output);
    }

    private static (float[] Rows, bool[] Labels) ReadTestDays()
    {
        FeaturePipeline pipeline = FeaturePipeline.Load(Path.Combine(TestProject.RepositoryRoot, "samples", "data", "card-stream", "pipeline.json"));
        var layout = new AttributeLayoutBuilder(pipeline.Schema);
        IWindowReader windows = new VelocityStore(new VelocityOptions { Clock = null }).Compile(pipeline.Windows, layout);
        FeatureVectorizer vectorizer = pipeline.Compile(layout);
        AttributeRow row = layout.Build().CreateRow();
        float[] vector = new float[pipeline.FeatureCount];
        var rows = new List<float>();
        var labels = new List<bool>();
        foreach (string[] fields in Lines(SharedData.Path("card-stream", "stream.csv.gz")).Skip(1))
        {
            DateTimeOffset timestamp = DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            row.Clear();
            row.SetTimestamp(pipeline.Schema.IndexOf("timestamp"), timestamp);
            row.SetText(pipeline.Schema.IndexOf("card_id"), fields[2]);
            row.SetText(pipeline.Schema.IndexOf("merchant_id"), fields[3]);
            row.SetNumber(pipeline.Schema.IndexOf("amount_minor"), double.Parse(fields[4], CultureInfo.InvariantCulture));
            row.SetNumber(pipeline.Schema.IndexOf("is_fraud"), double.Parse(fields[5], CultureInfo.InvariantCulture));
            windows.ReadAndRecord(row);
            if (timestamp >= TestFrom)
            {
                vectorizer.Transform(row, vector);
                rows.AddRange(vector);
                labels.Add(fields[5] == "1");
            }
        }

        return ([.. rows], [.. labels]);
    }

    private static IEnumerable<string[]> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }
}
