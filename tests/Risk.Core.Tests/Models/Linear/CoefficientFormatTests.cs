using System.Text;
using Risk.Core.Tests.Models.Formats;
using Risk.Models;
using Risk.Models.Linear;

namespace Risk.Core.Tests.Models.Linear;

public class CoefficientFormatTests
{
    [SharedDataTheory("german-credit", "card-stream")]
    [InlineData("german-credit", "lr_onehot", "onehot")]
    [InlineData("card-stream", "lr", "filled")]
    public void Cases_are_those_of_the_framework(string dataSet, string name, string input)
    {
        var model = Assert.IsType<LinearModel>(RiskModel.Load(SharedData.Path(dataSet, "models", name + ".json")));
        CaseTable rows = CaseTable.Read(SharedData.Path(dataSet, "cases", input + ".input.csv"));
        CaseTable expected = CaseTable.Read(SharedData.Path(dataSet, "cases", name + ".expected.csv"));
        Assert.Equal(rows.Header, model.Info.FeatureNames);
        Assert.Equal("coefficients-json", model.Info.Format);
        double[] margin = new double[1];
        float[] probability = new float[1];
        for (int row = 0; row < expected.RowCount; row++)
        {
            model.PredictMargin(rows.Row(row), margin);
            double framework = expected.Number(row, "margin");
            Tolerance.AssertWithin(framework, margin[0], 1e-12 * Math.Max(1, Math.Abs(framework)), $"margin of row {row}");
            model.Predict(rows.FloatRow(row), probability);
            Tolerance.AssertWithin(expected.Number(row, "probability"), probability[0], 1e-6, $"probability of row {row}");
        }
    }

    [Fact]
    public void Written_models_score_bit_for_bit_the_same()
    {
        var original = new LinearModel(new LinearModelDefinition
        {
            Weights = [1.0 / 3, -2.5e-7, 4, 0.1, 0.2, 0.3],
            Intercepts = [0.1, 1e10],
            Link = LinkFunction.Softmax,
            Means = [1, 2, 3],
            Scales = [0.1, 7, 1],
            FillValues = [1, double.NaN, 2],
            Reference = [0, 1, 1],
            Summation = LinearSummation.Sequential,
            FeatureNames = ["a", "b", "c"],
            Labels = ["no", "yes"],
            PipelineFingerprint = new Fingerprint(0xAB),
        });
        var copy = Assert.IsType<LinearModel>(RiskModel.Load(Written(original)));
        Assert.Equal(original.Info.FeatureNames, copy.Info.FeatureNames);
        Assert.Equal(original.Info.Labels, copy.Info.Labels);
        Assert.Equal(original.Info.PipelineFingerprint, copy.Info.PipelineFingerprint);
        double[] expected = new double[2];
        double[] actual = new double[2];
        foreach (float[] row in (float[][])[[0.5f, 3, -2], [float.NaN, 1, 1], [1, 1, float.NaN]])
        {
            original.PredictMargin(row, expected);
            copy.PredictMargin(row, actual);
            Ulp.AssertBitEqual(expected, actual);
            Assert.Equal(original.Explain(row, 1, new double[3]), copy.Explain(row, 1, new double[3]));
        }
    }

    [Theory]
    [InlineData("""{"coefficients":[1,2],"intercept":0.5,"kind":"linear_regression"}""", LinkFunction.Identity)]
    [InlineData("""{"coefficients":[1,2]}""", LinkFunction.Sigmoid)]
    [InlineData("""{"coefficients":[[1],[2],[3]],"intercept":[1,2,3],"kind":"logistic_regression"}""", LinkFunction.Softmax)]
    [InlineData("""{"coefficients":[[1],[2]],"link":"sigmoid"}""", LinkFunction.Sigmoid)]
    public void Kind_and_link_are_read(string json, LinkFunction expected) =>
        Assert.Equal(expected, Assert.IsType<LinearModel>(Load(json)).Definition.Link);

    [Theory]
    [InlineData("""{"coefficients":[1,"2"]}""", "model.coefficients[1]")]
    [InlineData("""{"coefficients":[1],"features":["a","b"]}""", "model.coefficients")]
    [InlineData("""{"coefficients":[1,2],"features":["a","a"]}""", "model.features[1]")]
    [InlineData("""{"coefficients":[[1,2],[3]]}""", "model.coefficients[1]")]
    [InlineData("""{"coefficients":[1],"scale":[0]}""", "model.scale")]
    [InlineData("""{"coefficients":[1],"mean":[0,1]}""", "model.mean")]
    [InlineData("""{"coefficients":[1],"kind":"svm"}""", "model.kind")]
    [InlineData("""{"coefficients":[1],"kindd":"x"}""", "model.kindd")]
    [InlineData("""{"coefficients":[1],"intercept":"x"}""", "model.intercept")]
    [InlineData("""{"coefficients":[1e999]}""", "model.coefficients")]
    [InlineData("""{"coefficients":[]}""", "model.coefficients")]
    [InlineData("""{"coefficients":[1],"pipeline":"xyz"}""", "model.pipeline")]
    [InlineData("""{"coefficients":[1],"features":["a"],"numeric":{"b":{"mean":1}}}""", "model.numeric")]
    [InlineData("""{"coefficients":[1],"features":["a"],"numeric":{"a":{"mean":"1"}}}""", "model.numeric.a.mean")]
    [InlineData("""{"coefficients":5}""", "model.coefficients")]
    public void Problems_are_named_with_their_place(string json, string path)
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Load(json));
        Assert.Contains(problem.Diagnostics, diagnostic => diagnostic.Path == path && diagnostic.Code == "RM060");
    }

    [Fact]
    public void Truncated_json_is_refused_with_its_place()
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Load("{\"coefficients\":[1,\n2"));
        Assert.Equal(2, Assert.Single(problem.Diagnostics).Line);
    }

    [Fact]
    public void Damaged_files_are_refused_or_load_but_never_crash()
    {
        byte[] good = Written(new LinearModel(new LinearModelDefinition
        {
            Weights = [1.5, -2],
            Intercepts = [0.5],
            FeatureNames = ["first", "second"],
            Means = [1, 2],
            Scales = [3, 4],
        })).ToArray();

        Assert.InRange(ModelMutation.Run([good], 1000, seed: 5), 1, 999);
    }

    private static IRiskModel Load(string json) => RiskModel.Load(Encoding.UTF8.GetBytes(json));

    private static ReadOnlyMemory<byte> Written(LinearModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
