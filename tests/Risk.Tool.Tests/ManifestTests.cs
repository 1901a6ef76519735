using System.Globalization;
using System.Text.Json;
using Risk.TestKit;
using Xunit;

namespace Risk.Tool.Tests;

/// <summary>Every model file of every manifest through <c>risk model verify</c>, at its own tolerance; margins of XGBoost and LightGBM bit by bit.</summary>
public sealed class ManifestTests
{
    [SharedDataTheory("card-stream")]
    [InlineData("card-stream")]
    [InlineData("german-credit")]
    [InlineData("credit-approval")]
    [InlineData("polish-bankruptcy")]
    public void Every_case_passes(string dataSet)
    {
        string folder = SharedData.Find(dataSet)!;
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        int verified = 0;
        foreach (JsonElement model in manifest.RootElement.GetProperty("models").EnumerateArray())
        {
            JsonElement expected = model.GetProperty("expected");
            string input = manifest.RootElement.GetProperty("inputs").GetProperty(expected.GetProperty("input").GetString()!).GetProperty("file").GetString()!;
            foreach (JsonElement file in model.GetProperty("files").EnumerateArray())
            {
                string format = file.GetProperty("format").GetString()!;
                if (format == "scorecard-json")
                {
                    continue;
                }

                JsonElement tolerances = file.TryGetProperty("tolerance", out JsonElement own) ? own : model.GetProperty("tolerance");
                double tolerance = tolerances.EnumerateObject().Max(static item => item.Value.GetDouble());
                (int code, string output, string error) = ToolRunner.Run(
                    "model", "verify", Path.Combine(folder, file.GetProperty("path").GetString()!),
                    "--input", Path.Combine(folder, input),
                    "--expected", Path.Combine(folder, expected.GetProperty("file").GetString()!),
                    "--tolerance", tolerance.ToString("R", CultureInfo.InvariantCulture));
                Assert.True(code == 0, $"{file.GetProperty("path")}: {output}{error}");
                if (format.StartsWith("xgboost", StringComparison.Ordinal) || format.StartsWith("lightgbm", StringComparison.Ordinal))
                {
                    Assert.All(
                        output.Split('\n').Where(static line => line.StartsWith("margin", StringComparison.Ordinal)),
                        line => Assert.Contains("largest difference 0,", line, StringComparison.Ordinal));
                }

                verified++;
            }
        }

        Assert.True(verified > 2);
    }
}
