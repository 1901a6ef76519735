using Risk.Models;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>The same boosted trees as ONNX and as LightGBM text give the same, up to ONNX's float32 thresholds and sums.</summary>
public class OnnxSpeedModelTests
{
    [SharedDataTheory("speed-models")]
    [InlineData("m100x31")]
    [InlineData("m500x64")]
    public void ONNX_agrees_with_its_LightGBM_twin(string name)
    {
        var onnx = Assert.IsType<TreeEnsemble>(RiskModel.Load(SharedData.Path("speed-models", $"{name}.onnx.gz")));
        string text = Directory.GetFiles(SharedData.Path("speed-models"), $"{name}.txt*").Single();
        var lightGbm = Assert.IsType<TreeEnsemble>(RiskModel.Load(text));

        // The ONNX files are regressors: they stop at the margin.
        Assert.Equal(ModelTask.Regression, onnx.Info.Task);
        Assert.Equal(lightGbm.FeatureCount, onnx.FeatureCount);
        Assert.Equal(lightGbm.Info.TreeCount, onnx.Info.TreeCount);
        Assert.Equal(lightGbm.Info.LeafCount, onnx.Info.LeafCount);
        Random random = new(5);
        float[] row = new float[onnx.FeatureCount];
        double[] expected = new double[1];
        double[] actual = new double[1];
        float[] output = new float[1];
        for (int i = 0; i < 2_000; i++)
        {
            for (int feature = 0; feature < row.Length; feature++)
            {
                double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                row[feature] = feature % 5 == 4 ? MathF.Round((float)normal * 4) / 4 : (float)normal;
            }

            lightGbm.PredictMargin(row, expected);
            onnx.PredictMargin(row, actual);
            Tolerance.AssertWithin(expected[0], actual[0], 1e-5, $"margin of row {i}");
            onnx.Predict(row, output);
            Assert.Equal((float)actual[0], output[0]);
        }
    }
}
