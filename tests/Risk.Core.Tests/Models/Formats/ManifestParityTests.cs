using Risk.Models;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>Every case of every manifest: margins have the framework's bits, outputs lie within the manifest's tolerance.</summary>
public class ManifestParityTests
{
    public static TheoryData<string, string, string> Cases()
    {
        TheoryData<string, string, string> cases = [];
        foreach (string format in (string[])["xgboost-json", "xgboost-ubj", "lightgbm-text"])
        {
            foreach (ManifestModel model in Manifest.WithFormat(format))
            {
                cases.Add(format, model.DataSet, model.Name);
            }
        }

        return cases;
    }

    [SharedDataTheory("german-credit", "credit-approval", "polish-bankruptcy", "card-stream")]
    [MemberData(nameof(Cases))]
    public void Margins_are_bit_exact_and_outputs_within_tolerance(string format, string dataSet, string name)
    {
        ManifestModel expected = Manifest.Read(dataSet).Model(name);
        var model = Assert.IsType<IMarginModel>(RiskModel.Load(expected.FilePath(format)), exactMatch: false);
        CaseTable rows = CaseTable.Read(expected.InputPath);
        CaseTable results = CaseTable.Read(expected.ExpectedPath);
        Assert.Equal(format, model.Info.Format);
        Assert.Equal(expected.Features, model.Info.FeatureNames);
        Assert.Equal(rows.ColumnCount, model.FeatureCount);
        Assert.Equal(rows.RowCount, results.RowCount);
        Assert.True(rows.RowCount > 0);

        double[] margins = new double[model.MarginCount];
        double[] outputs = new double[model.OutputCount];
        float[] singleOutputs = new float[model.OutputCount];
        for (int row = 0; row < rows.RowCount; row++)
        {
            if (model.Info.PrefersDouble)
            {
                model.PredictMargin(rows.Row(row), margins);
            }
            else
            {
                model.PredictMargin(rows.FloatRow(row), margins);
                model.Predict(rows.FloatRow(row), singleOutputs);
            }

            model.ApplyLink(margins, outputs);
            for (int i = 0; i < margins.Length; i++)
            {
                string suffix = margins.Length == 1 ? "" : $"_{i}";
                double margin = results.Number(row, $"margin{suffix}");
                double probability = results.Number(row, $"probability{suffix}");
                Ulp.AssertBitEqual(margin, margins[i], $"margin{suffix} of row {row}");
                Tolerance.AssertWithin(probability, outputs[i], expected.Tolerance("probability_abs"), $"probability{suffix} of row {row}");
                if (!model.Info.PrefersDouble)
                {
                    Ulp.AssertWithin((float)probability, singleOutputs[i], 8, $"single probability{suffix} of row {row}");
                }
            }
        }
    }
}
