using Risk.Models;
using Risk.Models.Linear;

namespace Risk.Core.Tests.Models.Linear;

public class LinearModelAllocationTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(64, 1)]
    [InlineData(300, 4)]
    public void Nothing_is_allocated(int features, int margins)
    {
        var model = new LinearModel(new LinearModelDefinition
        {
            Weights = [.. Enumerable.Range(0, features * margins).Select(i => i * 0.01)],
            Intercepts = new double[margins],
            FillValues = new double[features],
            Link = margins == 1 ? LinkFunction.Sigmoid : LinkFunction.Softmax,
        });
        float[] rows = new float[features * 8];
        rows[1] = float.NaN;
        double[] wide = new double[features];
        float[] outputs = new float[8 * margins];
        double[] marginsOfAll = new double[8 * margins];
        double[] contributions = new double[features];
        AllocationAssert.None(() =>
        {
            model.Predict(rows.AsSpan(0, features), outputs.AsSpan(0, margins));
            model.PredictMargin(wide, marginsOfAll.AsSpan(0, margins));
            model.PredictBatch(rows, outputs);
            model.PredictMarginBatch(rows, marginsOfAll);
            model.Explain(rows.AsSpan(0, features), 0, contributions);
        });
    }
}
