using System.Globalization;
using System.Text.Json;
using Risk.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Risk.Tool.Tests;

/// <summary>
/// Every case of every model file of every manifest through <c>risk model verify</c>, at the manifest's tolerance; margins of XGBoost and
/// LightGBM bit by bit.
/// </summary>
public sealed class ManifestTests(ITestOutputHelper output)
{
    public static TheoryData<string> DataSets() => [.. Manifest.DataSets];

    [SharedDataTheory("german-credit", "credit-approval", "polish-bankruptcy", "card-stream")]
    [MemberData(nameof(DataSets))]
    public void Every_case_passes(string dataSet)
    {
        Manifest manifest = Manifest.Read(dataSet);
        int files = 0;
        int values = 0;
        foreach (ManifestModel model in manifest.Models)
        {
            CaseTable expected = CaseTable.Read(model.ExpectedPath);
            foreach (ManifestFile file in model.Files)
            {
                (int code, string printed, string error) = ToolRunner.Run(
                    "model", "verify", file.Path,
                    "--input", model.InputPath,
                    "--expected", model.ExpectedPath,
                    "--tolerance", model.LargestTolerance.ToString("R", CultureInfo.InvariantCulture));
                Assert.True(code == 0, $"{file.Path}: {printed}{error}");

                // A graph has no margins; everything else that is expected is compared.
                string[] columns = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                string[] passedOver = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.True(file.Format == "onnx" || passedOver.Length == 0, error);
                Assert.All(passedOver, static line => Assert.Contains("column 'margin", line, StringComparison.Ordinal));
                Assert.Equal(model.ExpectedColumns.Count, columns.Length + passedOver.Length);
                Assert.NotEmpty(columns);
                if (file.Format.StartsWith("xgboost", StringComparison.Ordinal) || file.Format.StartsWith("lightgbm", StringComparison.Ordinal))
                {
                    Assert.All(
                        columns.Where(static line => line.StartsWith("margin", StringComparison.Ordinal)),
                        line => Assert.Contains("largest difference 0,", line, StringComparison.Ordinal));
                }

                files++;
                values += columns.Length * expected.RowCount;
            }
        }

        output.WriteLine($"{dataSet}: {manifest.Models.Count} models, {files} files, {values} expected values");
        Assert.True(files >= 5);
    }

    [SharedDataFact("german-credit")]
    public void A_wrong_value_is_found_and_told()
    {
        using var tool = new ToolRunner();
        ManifestModel model = Manifest.Read("german-credit").Model("scorecard_woe");
        string[] lines = File.ReadAllLines(model.ExpectedPath);
        lines[7] = "-" + lines[7];
        lines[9] = lines[9].Replace(",savings", ",housing", StringComparison.Ordinal) + "x";
        string[] command = ["model", "verify", model.Files[0].Path, "--input", model.InputPath, "--expected", tool.File("e.csv", string.Join('\n', lines)), "--tolerance", "1e-9"];

        (int code, string printed, _) = ToolRunner.Run(command);
        (int jsonCode, string json, _) = ToolRunner.Run([.. command, "--json"]);

        Assert.Equal(1, code);
        Assert.Contains("score: FAILED, largest difference 9", printed, StringComparison.Ordinal);
        Assert.Contains("in row 7, 1 of 600", printed, StringComparison.Ordinal);
        Assert.Contains("reason_3: FAILED, 1 of 600 rows differ, the first in row 9", printed, StringComparison.Ordinal);
        Assert.Contains("pd: ok", printed, StringComparison.Ordinal);
        Assert.Equal(1, jsonCode);
        JsonElement report = JsonDocument.Parse(json).RootElement;
        Assert.False(report.GetProperty("passed").GetBoolean());
        Assert.Equal(7, report.GetProperty("columns")[0].GetProperty("row").GetInt32());
    }
}
