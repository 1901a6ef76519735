using System.Text.Json;
using Risk.Scoring.Bundles;
using Risk.TestKit;
using Xunit;

namespace Risk.Tool.Tests;

public sealed class ModelConvertTests : IDisposable
{
    private const string Logistic = """{"kind":"logistic_regression","features":["amount in usd","age","age!"],"coefficients":[2,-1,0.5],"intercept":-1}""";

    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("made")]
    [InlineData("made.zip")]
    public void A_model_becomes_a_bundle_that_scores_the_same(string target)
    {
        string model = _tool.File("fraud.json", Logistic);
        string rows = _tool.File("rows.csv", "1.5,2,3\n0.1,,-4\n7,8,9\n");
        string calibration = _tool.File("c.json", """{"calibration":"platt","version":1,"slope":0.5,"offset":1}""");
        string output = _tool.Path(target);

        (int code, string printed, string error) = ToolRunner.Run(
            "model", "convert", model, "--output", output, "--golden", rows, "--calibration", calibration);

        Assert.True(code == 0, error);
        Assert.Contains("fraud ", printed, StringComparison.Ordinal);
        Assert.Contains("linear of 3 features, calibrated (platt: sigmoid(0.5 * margin + 1)), 3 attributes, 3 golden events", printed, StringComparison.Ordinal);
        RiskBundle bundle = RiskBundle.Load(output);
        Assert.Equal(["amount_in_usd", "age", "age_"], bundle.Schema.Attributes.Select(static attribute => attribute.Name));
        Assert.Equal(["amount in usd", "age", "age!"], bundle.Pipeline!.FeatureNames);
        Assert.Equal(3, bundle.Golden.Count);
        Assert.Empty(bundle.Verify());
        double margin = (2 * 1.5) - 2 + (0.5 * 3) - 1;
        Assert.Equal(bundle.Models[0].Calibration!.Calibrate(margin, 0), bundle.Golden[0].Probability, 1e-12);
        Assert.Equal(0, ToolRunner.Run("bundle", "verify", output).Code);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(output)!, "*.partial"));
    }

    [Fact]
    public void A_scorecards_categories_are_texts()
    {
        string model = _tool.File("card.json", """
            {"attributes":[
              {"name":"housing","bins":[{"value":"own","points":20},{"value":"rent","points":5}],"unknown_points":7},
              {"name":"age","bins":[{"lower_exclusive":null,"upper_inclusive":30,"points":3},{"lower_exclusive":30,"upper_inclusive":null,"points":9}]}]}
            """);
        string rows = _tool.File("rows.csv", "housing,age\nown,25\nrent,40\nboat,\n");
        string output = _tool.Path("bundle");

        (int code, string printed, string error) = ToolRunner.Run("model", "convert", model, "--output", output, "--golden", rows, "--json");
        (int scored, string scores, string scoreError) = ToolRunner.Run("model", "score", model, "--input", rows);

        Assert.True(code == 0, error);
        Assert.Equal(3, JsonDocument.Parse(printed).RootElement.GetProperty("golden").GetInt32());
        Assert.Equal("token", JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "schema.json"))).RootElement.GetProperty("attributes")[0].GetProperty("type").GetString());
        Assert.True(scored == 0, scoreError);
        string[] lines = scores.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("margin,output,score,reason_1,reason_2,reason_3,reason_4", lines[0]);
        Assert.StartsWith("-23,23,23,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("-14,14,14,housing,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_already_is_not_overwritten_and_mistakes_leave_nothing_behind()
    {
        string model = _tool.File("fraud.json", Logistic);
        string there = _tool.File("there.zip", "x");
        string calibration = _tool.File("c.json", """{"calibration":"platt","slope":-1,"offset":1}""");

        (int code, _, string error) = ToolRunner.Run("model", "convert", model, "--output", there);
        (int wrong, _, string problems) = ToolRunner.Run("model", "convert", model, "--output", _tool.Path("new"), "--calibration", calibration);
        (int bad, _, string badRow) = ToolRunner.Run("model", "convert", model, "--output", _tool.Path("new"), "--golden", _tool.File("rows.csv", "a,b,c\n1,2,x\n"));

        Assert.Equal((1, 1, 1), (code, wrong, bad));
        Assert.Contains("there already", error, StringComparison.Ordinal);
        Assert.Contains("calibration.json(1,24): error RM070", problems, StringComparison.Ordinal);
        Assert.Contains("'x' is no number", badRow, StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(there));
        Assert.Equal(["c.json", "fraud.json", "rows.csv", "there.zip"], Directory.GetFileSystemEntries(_tool.Path("")).Select(Path.GetFileName).Order());
    }

    [SharedDataTheory("german-credit", "credit-approval", "polish-bankruptcy", "card-stream")]
    [InlineData("german-credit", "scorecard_woe")]
    [InlineData("german-credit", "lr_onehot")]
    [InlineData("polish-bankruptcy", null)]
    [InlineData("card-stream", null)]
    [InlineData("credit-approval", null)]
    public void Models_of_every_kind_become_bundles(string dataSet, string? name)
    {
        Manifest manifest = Manifest.Read(dataSet);
        foreach (ManifestModel model in name is null ? manifest.Models : [manifest.Model(name)])
        {
            ManifestFile file = model.Files[^1];
            string output = _tool.Path($"{model.Name}.bundle");

            (int code, _, string error) = ToolRunner.Run("model", "convert", file.Path, "--output", output, "--golden", model.InputPath);

            Assert.True(code == 0, $"{model}: {error}");
            RiskBundle bundle = RiskBundle.Load(output);
            Assert.Equal(100, bundle.Golden.Count);
            Assert.Empty(bundle.Verify());
        }
    }
}
