using Risk.Models;
using Risk.Onnx.Tests.NativeReader;

namespace Risk.Onnx.Tests.Runtime;

/// <summary>The native reader and ONNX Runtime agree on every ONNX file of the shared data.</summary>
public class SharedFilesTests
{
    private const int RandomRows = 300;

    [SharedDataFact("card-stream", "german-credit", "polish-bankruptcy", "speed-models")]
    public void There_are_files() => Assert.True(SharedFiles.All().Count >= 13);

    [SharedDataTheory("card-stream", "german-credit", "polish-bankruptcy", "speed-models")]
    [MemberData(nameof(SharedFiles.All), MemberType = typeof(SharedFiles))]
    public void Both_readers_agree(string file)
    {
        IRiskModel native = RiskModel.Load(SharedFiles.PathOf(file));
        using OnnxModel model = OnnxModel.Load(SharedFiles.PathOf(file));
        Assert.NotEqual("onnx-runtime", native.Info.Kind);
        Assert.Equal(native.FeatureCount, model.FeatureCount);
        Assert.Equal(native.OutputCount, model.OutputCount);
        Assert.Equal(native.Info.Task, model.Info.Task);
        Assert.Equal(native.Info.Labels, model.Info.Labels);
        float[] expected = new float[native.OutputCount];
        float[] actual = new float[model.OutputCount];
        foreach (float[] row in Rows(file, native.FeatureCount))
        {
            native.Predict(row, expected);
            model.Predict(row, actual);
            Tolerance.AssertWithin(expected, actual, 1e-6, file);
            if (model.GivesLabels && ModelLabels.AreGivenBy(native))
            {
                Assert.Equal(ModelLabels.Predict(native, row), model.PredictLabel(row));
            }
        }

        Assert.Equal(0, model.FailedCalls);
    }

    // The recorded rows of the same data set where they fit, and random ones.
    private static IEnumerable<float[]> Rows(string file, int features)
    {
        string cases = Path.Combine(Path.GetDirectoryName(SharedFiles.PathOf(file))!, "..", "cases");
        IEnumerable<string> inputs = Directory.Exists(cases) ? Directory.EnumerateFiles(cases, "*.input.csv").Order(StringComparer.Ordinal) : [];
        foreach (CaseTable table in inputs.Select(CaseTable.Read).Where(table => table.ColumnCount == features))
        {
            for (int row = 0; row < table.RowCount; row++)
            {
                yield return table.FloatRow(row);
            }
        }

        bool takesNaN = file.Contains("xgb", StringComparison.Ordinal);
        foreach (float[] row in NativeParity.Rows(7, RandomRows, features, takesNaN))
        {
            yield return row;
        }
    }
}
