using Risk.Core.Tests.Models.Formats;
using Risk.Models;

namespace Risk.Core.Tests.Models.Explanation;

/// <summary>Contributions against XGBoost's <c>pred_contribs</c>, and the property base + sum = margin.</summary>
public class XGBoostContributionTests
{
    // XGBoost adds contributions up in float32, path weights included: its own sum misses its margin by as much.
    private const double FloatSumTolerance = 3e-6;

    public static TheoryData<string> Names() => [.. XGBoostGolden.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Contributions_are_those_of_XGBoost(string name)
    {
        var model = Assert.IsType<IExplainableModel>(RiskModel.Load(XGBoostGolden.File(name, "json")), exactMatch: false);
        CaseTable expected = XGBoostGolden.Expected(name);
        double[] contributions = new double[model.FeatureCount];
        for (int row = 0; row < expected.RowCount; row++)
        {
            for (int margin = 0; margin < model.MarginCount; margin++)
            {
                double bias = model.Explain(XGBoostGolden.Row(name, row), margin, contributions);
                for (int feature = 0; feature < contributions.Length; feature++)
                {
                    string column = $"contribution_{margin}_{feature}";
                    Tolerance.AssertWithin(expected.Number(row, column), contributions[feature], FloatSumTolerance, $"{column} of row {row}");
                }

                Tolerance.AssertWithin(expected.Number(row, $"contribution_{margin}_{contributions.Length}"), bias, FloatSumTolerance, $"base of row {row}");
                Tolerance.AssertWithin(expected.Number(row, $"margin_{margin}"), bias + contributions.Sum(), FloatSumTolerance, $"sum of row {row}");
            }
        }
    }
}
