using Risk.Models;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>Every objective, booster and kind of tree against XGBoost's own predictions.</summary>
public class XGBoostGoldenTests
{
    // XGBoost's links are glibc's float32 functions in several roundings; ours round the exact value once.
    private const int LinkUlps = 4;

    public static TheoryData<string, string> Files()
    {
        TheoryData<string, string> files = [];
        foreach (string name in XGBoostGolden.Names)
        {
            files.Add(name, "json");
            files.Add(name, "ubj");
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Margins_are_bit_exact_and_outputs_within_ulps(string name, string extension)
    {
        var model = Assert.IsType<IMarginModel>(RiskModel.Load(XGBoostGolden.File(name, extension)), exactMatch: false);
        CaseTable expected = XGBoostGolden.Expected(name);
        Assert.Equal(XGBoostGolden.Rows.Header, model.Info.FeatureNames);
        Assert.Equal("1.7.4", model.Info.FormatVersion);
        Assert.Empty(model.Info.Warnings);
        Assert.Equal(expected.Header.Count(column => column.StartsWith("margin", StringComparison.Ordinal)), model.MarginCount);
        Assert.Equal(expected.Header.Count(column => column.StartsWith("output", StringComparison.Ordinal)), model.OutputCount);

        double[] margins = new double[model.MarginCount];
        float[] outputs = new float[model.OutputCount];
        for (int row = 0; row < expected.RowCount; row++)
        {
            float[] features = XGBoostGolden.Row(name, row);
            model.PredictMargin(features, margins);
            model.Predict(features, outputs);
            for (int i = 0; i < margins.Length; i++)
            {
                Ulp.AssertBitEqual(expected.Number(row, $"margin_{i}"), margins[i], $"margin_{i} of row {row}");
            }

            for (int i = 0; i < outputs.Length; i++)
            {
                Ulp.AssertWithin((float)expected.Number(row, $"output_{i}"), outputs[i], LinkUlps, $"output_{i} of row {row}");
            }
        }
    }

    [Fact]
    public void Tasks_and_links_follow_the_objective()
    {
        Assert.Equal(ModelTask.BinaryClassification, Info("binary_logistic").Task);
        Assert.Equal(ModelTask.Regression, Info("binary_logitraw").Task);
        Assert.Equal(ModelTask.ClassLabel, Info("binary_hinge").Task);
        Assert.Equal(ModelTask.MulticlassClassification, Info("multi_softprob").Task);
        Assert.Equal(ModelTask.ClassLabel, Info("multi_softmax").Task);
        Assert.Equal(ModelTask.Regression, Info("count_poisson").Task);
        Assert.Equal("linear", Info("gblinear").Kind);
        Assert.Equal("count:poisson", Info("count_poisson").Objective);
    }

    private static ModelInfo Info(string name) => RiskModel.Load(XGBoostGolden.File(name, "ubj")).Info;
}
