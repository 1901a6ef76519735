using Risk.Models;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>One model scores on many threads at once; none sees another's scratch space.</summary>
public class OnnxConcurrencyTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(3_000)]
    public void Threads_do_not_meet(int features)
    {
        IRiskModel model = RiskModel.Load(
            new OnnxFile().Input("x", OnnxSamples.Rows, features).Node("Neg", "x", "a").Node("Abs", "a", "b").Node("Sub", "a b", "y").Output("y", OnnxSamples.Rows, features).ToBytes());
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            float[] row = [.. Enumerable.Repeat((float)number, features)];
            float[] outputs = new float[features];
            for (int i = 0; i < 50; i++)
            {
                model.Predict(row, outputs);
                Assert.All(outputs, output => Assert.Equal(-2f * number, output));
            }
        });
    }
}
