using System.Globalization;
using System.Text;
using System.Text.Json;
using Risk.Models.Calibration;
using Xunit;

namespace Risk.Tool.Tests;

public sealed class ModelCalibrateTests : IDisposable
{
    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("platt")]
    [InlineData("isotonic")]
    [InlineData("beta")]
    [InlineData("temperature")]
    public void A_calibration_is_fitted_written_and_lowers_the_loss(string method)
    {
        (string model, string rows, string labels) = Overconfident(weighted: method == "beta");
        string output = _tool.Path("calibration.json");

        (int code, string printed, string error) = ToolRunner.Run(
            "model", "calibrate", model, "--input", rows, "--labels", labels, "--output", output, "--method", method, "--json");

        Assert.True(code == 0, error);
        JsonElement report = JsonDocument.Parse(printed).RootElement;
        Assert.Equal(method, report.GetProperty("calibration").GetString());
        Assert.Equal(400, report.GetProperty("rows").GetInt32());
        Assert.True(report.GetProperty("logLossAfter").GetDouble() < report.GetProperty("logLossBefore").GetDouble() - 0.05);
        Assert.True(report.GetProperty("brierAfter").GetDouble() < report.GetProperty("brierBefore").GetDouble());
        RiskCalibration calibration = RiskCalibration.Load(output);
        Assert.Equal(report.GetProperty("fingerprint").GetString(), calibration.Fingerprint.ToString());
        Assert.Equal(0, ToolRunner.Run("model", "convert", model, "--output", _tool.Path("bundle"), "--calibration", output, "--golden", rows).Code);
    }

    [Fact]
    public void The_default_is_platt_and_prints_its_formula()
    {
        (string model, string rows, string labels) = Overconfident(weighted: false);
        (int code, string printed, string error) = ToolRunner.Run("model", "calibrate", model, "--input", rows, "--labels", labels, "--output", _tool.Path("c.json"));

        Assert.True(code == 0, error);
        Assert.StartsWith("platt: sigmoid(", printed, StringComparison.Ordinal);
        Assert.Contains("400 rows, ", printed, StringComparison.Ordinal);
        Assert.InRange(Assert.IsType<PlattCalibration>(RiskCalibration.Load(_tool.Path("c.json"))).Slope, 0.15, 0.35);
    }

    [Fact]
    public void Labels_that_can_not_be_used_are_told()
    {
        (string model, string rows, _) = Overconfident(weighted: false);
        string few = _tool.File("few.csv", "1\n0\n");
        string wrong = _tool.File("wrong.csv", string.Join('\n', Enumerable.Repeat("2", 400)));
        string one = _tool.File("one.csv", string.Join('\n', Enumerable.Repeat("1", 400)));

        Assert.Contains("has 2 labels where the input has 400 rows", Error(few), StringComparison.Ordinal);
        Assert.Contains("label 1 is 2; labels are 0 and 1", Error(wrong), StringComparison.Ordinal);
        Assert.Contains("Every label is bad", Error(one), StringComparison.Ordinal);
        Assert.False(File.Exists(_tool.Path("c.json")));

        string Error(string labels)
        {
            (int code, _, string error) = ToolRunner.Run("model", "calibrate", model, "--input", rows, "--labels", labels, "--output", _tool.Path("c.json"));
            Assert.Equal(1, code);
            return error;
        }
    }

    // A model four times as sure as it should be.
    private (string Model, string Rows, string Labels) Overconfident(bool weighted)
    {
        var random = new Random(3);
        var rows = new StringBuilder();
        var labels = new StringBuilder();
        for (int i = 0; i < 400; i++)
        {
            double x = Math.Round((random.NextDouble() * 4) - 2, 4);
            rows.Append(CultureInfo.InvariantCulture, $"{x}\n");
            labels.Append(random.NextDouble() < 1 / (1 + Math.Exp(-x)) ? '1' : '0').Append(weighted ? ",0.5\n" : "\n");
        }

        string model = _tool.File("model.json", """{"kind":"logistic_regression","features":["x"],"coefficients":[4],"intercept":0}""");
        return (model, _tool.File("rows.csv", rows.ToString()), _tool.File("labels.csv", labels.ToString()));
    }
}
