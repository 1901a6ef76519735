using Risk.Models.Calibration;

namespace Risk.Core.Tests.Models.Calibration;

/// <summary>Fits against scikit-learn and against minima found by Newton's method (Golden/make.py).</summary>
public class CalibrationReferenceTests
{
    // Both sides stop where rounding hides the gradient; parameters then agree to about the root of an ulp.
    private const double Exact = 1e-8;

    // How far scikit-learn's own optimizers stop from the minimum.
    private const double ScikitLearn = 1e-6;

    // Knots are quotients of the same sums in another order; probabilities are compared after one more interpolation.
    private const double Knots = 1e-12;

    private static readonly string Folder =
        Path.Combine(TestProject.DirectoryOf(typeof(CalibrationReferenceTests).Assembly), "Models", "Calibration", "Golden");

    private static readonly CaseTable Rows = CaseTable.Read(Path.Combine(Folder, "rows.csv"));
    private static readonly CaseTable Parameters = CaseTable.Read(Path.Combine(Folder, "parameters.csv"));
    private static readonly CaseTable Applied = CaseTable.Read(Path.Combine(Folder, "applied.csv"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Platt_is_scikit_learns(bool weighted)
    {
        PlattCalibration fit = PlattCalibration.Fit(Rows.Column("margin"), Labels("label"), Weights(weighted));

        Tolerance.AssertWithin(Parameter("platt", weighted, "slope"), fit.Slope, ScikitLearn, "slope");
        Tolerance.AssertWithin(Parameter("platt", weighted, "offset"), fit.Offset, ScikitLearn, "offset");
        Tolerance.AssertWithin(Parameter("platt_exact", weighted, "slope"), fit.Slope, Exact, "slope");
        Tolerance.AssertWithin(Parameter("platt_exact", weighted, "offset"), fit.Offset, Exact, "offset");
        AssertApplied("platt", weighted, fit, "margin", Exact);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Temperature_is_the_minimum(bool weighted)
    {
        TemperatureCalibration fit = TemperatureCalibration.Fit(Rows.Column("margin"), Labels("label"), Weights(weighted));

        Tolerance.AssertWithin(Parameter("temperature", weighted, "temperature"), fit.Temperature, Exact, "temperature");
        AssertApplied("temperature", weighted, fit, "margin", Exact);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Beta_is_its_authors(bool weighted)
    {
        BetaCalibration fit = BetaCalibration.Fit(Rows.Column("probability"), Labels("label"), Weights(weighted));

        AssertBeta("beta", weighted, fit, Exact);
        AssertBeta("beta_sklearn", weighted, fit, 2e-6);
        AssertApplied("beta", weighted, fit, "probability", Exact);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Beta_drops_a_factor_that_would_be_negative(bool weighted) =>
        AssertBeta("beta_edge", weighted, BetaCalibration.Fit(Rows.Column("probability"), Labels("label_edge"), Weights(weighted)), Exact);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Isotonic_has_scikit_learns_knots(bool weighted)
    {
        IsotonicCalibration fit = IsotonicCalibration.Fit(Rows.Column("probability"), Labels("label"), Weights(weighted));

        CaseTable knots = CaseTable.Read(Path.Combine(Folder, weighted ? "isotonic_weighted.csv" : "isotonic.csv"));
        Tolerance.AssertWithin(knots.Column("score"), [.. fit.Scores], 0, "scores");
        Tolerance.AssertWithin(knots.Column("probability"), [.. fit.Probabilities], Knots, "probabilities");
        AssertApplied("isotonic", weighted, fit, "probability", Knots);
    }

    private static void AssertBeta(string method, bool weighted, BetaCalibration fit, double tolerance)
    {
        Tolerance.AssertWithin(Parameter(method, weighted, "a"), fit.A, tolerance, "a");
        Tolerance.AssertWithin(Parameter(method, weighted, "b"), fit.B, tolerance, "b");
        Tolerance.AssertWithin(Parameter(method, weighted, "c"), fit.C, tolerance, "c");
    }

    private static void AssertApplied(string method, bool weighted, RiskCalibration calibration, string input, double tolerance)
    {
        double[] probabilities = new double[Applied.RowCount];
        calibration.Apply(Applied.Column(input), probabilities);
        Tolerance.AssertWithin(Applied.Column(weighted ? method + "_weighted" : method), probabilities, tolerance, method);
    }

    private static bool[] Labels(string column) => Array.ConvertAll(Rows.Column(column), static label => label == 1);

    private static double[] Weights(bool weighted) => weighted ? Rows.Column("weight") : [];

    private static double Parameter(string method, bool weighted, string name)
    {
        for (int row = 0; row < Parameters.RowCount; row++)
        {
            if (Parameters.Text(row, "method") == method && Parameters.Number(row, "weighted") == (weighted ? 1 : 0) && Parameters.Text(row, "name") == name)
            {
                return Parameters.Number(row, "value");
            }
        }

        throw new InvalidOperationException($"{method} {name} is not in parameters.csv.");
    }
}
