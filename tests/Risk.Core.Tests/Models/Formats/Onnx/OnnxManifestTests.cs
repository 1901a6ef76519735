using System.Globalization;
using Risk.Models;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>Every ONNX case of every manifest: outputs lie within the manifest's tolerance, batches have the bits of single rows.</summary>
public class OnnxManifestTests
{
    public static TheoryData<string, string, string> Cases()
    {
        TheoryData<string, string, string> cases = [];
        foreach (ManifestModel model in Manifest.WithFormat("onnx"))
        {
            foreach (ManifestFile file in model.Files.Where(file => file.Format == "onnx"))
            {
                cases.Add(model.DataSet, model.Name, Path.GetFileName(file.Path));
            }
        }

        return cases;
    }

    [SharedDataTheory("german-credit", "polish-bankruptcy", "card-stream")]
    [MemberData(nameof(Cases))]
    public void Outputs_are_within_tolerance(string dataSet, string name, string file)
    {
        ManifestModel expected = Manifest.Read(dataSet).Model(name);
        IRiskModel model = RiskModel.Load(expected.Files.Single(item => Path.GetFileName(item.Path) == file).Path);
        CaseTable rows = CaseTable.Read(expected.InputPath);
        CaseTable results = CaseTable.Read(expected.ExpectedPath);
        Assert.Equal("onnx", model.Info.Format);
        Assert.Equal(rows.ColumnCount, model.FeatureCount);
        Assert.True(rows.RowCount > 0);

        string[] columns = [.. expected.ExpectedColumns.Where(column => column.StartsWith("probability", StringComparison.Ordinal))];
        Assert.Equal(columns.Length, model.OutputCount);
        float[] all = new float[rows.RowCount * model.OutputCount];
        model.PredictBatch([.. Enumerable.Range(0, rows.RowCount).SelectMany(rows.FloatRow)], all);
        float[] outputs = new float[model.OutputCount];
        double tolerance = expected.Tolerance("probability_abs");
        for (int row = 0; row < rows.RowCount; row++)
        {
            model.Predict(rows.FloatRow(row), outputs);
            for (int i = 0; i < outputs.Length; i++)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"{columns[i]} of row {row}");
                Tolerance.AssertWithin(results.Number(row, columns[i]), outputs[i], tolerance, what);
                Ulp.AssertBitEqual(outputs[i], all[(row * outputs.Length) + i], what);
            }
        }
    }

    [SharedDataFact("card-stream")]
    public void Margins_of_trees_are_those_of_their_framework()
    {
        ManifestModel expected = Manifest.Read("card-stream").Model("xgb_100x6");
        var onnx = Assert.IsType<IMarginModel>(RiskModel.Load(expected.FilePath("onnx")), exactMatch: false);
        var json = Assert.IsType<IMarginModel>(RiskModel.Load(expected.FilePath("xgboost-json")), exactMatch: false);
        CaseTable rows = CaseTable.Read(expected.InputPath);
        double[] actual = new double[1];
        double[] margin = new double[1];
        for (int row = 0; row < rows.RowCount; row++)
        {
            onnx.PredictMargin(rows.FloatRow(row), actual);
            json.PredictMargin(rows.FloatRow(row), margin);
            Tolerance.AssertWithin(margin[0], actual[0], 5e-6, $"margin of row {row}");
        }
    }
}
