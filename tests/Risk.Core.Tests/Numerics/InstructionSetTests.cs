using Risk.Core.Tests.Models.Calibration;
using Risk.Core.Tests.Models.Formats;
using Risk.Core.Tests.Models.Neural;
using Risk.Internals.Numerics;
using Risk.Models;
using Risk.Models.Calibration;
using Risk.Models.Linear;
using Risk.Models.Neural;
using Risk.Models.Scorecards;

namespace Risk.Core.Tests.Numerics;

/// <summary>The same bits with AVX-512, AVX2, and every vector instruction switched off.</summary>
public class InstructionSetTests
{
    [Fact]
    public void Link_functions_have_the_same_bits_everywhere() => InstructionSets.AssertSame(Links);

    [Fact]
    public void Dot_products_have_the_same_bits_everywhere() => InstructionSets.AssertSame(Dots);

    [Fact]
    public void Scorecards_have_the_same_bits_everywhere() => InstructionSets.AssertSame(Scorecards);

    [Fact]
    public void Networks_have_the_same_bits_everywhere() => InstructionSets.AssertSame(NeuralNetworks);

    [Fact]
    public void Calibrations_have_the_same_bits_everywhere() => InstructionSets.AssertSame(AppliedCalibrations);

    [Fact]
    public void Linear_models_have_the_same_bits_everywhere() => InstructionSets.AssertSame(LinearModels);

    [Fact]
    public void Trees_have_the_same_bits_everywhere() => InstructionSets.AssertSame(Trees);

    private static string Trees()
    {
        var hash = new ResultHash();
        foreach (string name in XGBoostGolden.Names)
        {
            var model = (IMarginModel)RiskModel.Load(XGBoostGolden.File(name, "json"));
            double[] margins = new double[model.MarginCount];
            float[] outputs = new float[model.OutputCount];
            for (int row = 0; row < XGBoostGolden.Rows.RowCount; row++)
            {
                float[] features = XGBoostGolden.Row(name, row);
                model.PredictMargin(features, margins);
                model.Predict(features, outputs);
                hash.Add(margins).Add(outputs);
            }
        }

        return hash.ToString();
    }

    private static string AppliedCalibrations()
    {
        var hash = new ResultHash();
        double[] scores = [.. NumericInputs.Special, .. NumericInputs.Spread(-12, 12, 200, 1), .. NumericInputs.Spread(0, 1, 203, 2)];
        double[] probabilities = new double[scores.Length];
        foreach (RiskCalibration calibration in Calibrations.All)
        {
            calibration.Apply(scores, probabilities);
            hash.Add(probabilities);
        }

        (double[] margins, bool[] labels) = Calibrations.Sample(6, 200);
        PlattCalibration platt = PlattCalibration.Fit(margins, labels);
        BetaCalibration beta = BetaCalibration.Fit(Calibrations.Probabilities(margins), labels);
        return hash.Add([platt.Slope, platt.Offset, TemperatureCalibration.Fit(margins, labels).Temperature, beta.A, beta.B, beta.C]).ToString();
    }

    private static string LinearModels()
    {
        var hash = new ResultHash();
        double[] numbers = [.. NumericInputs.Magnitudes(-6, 4, 700, 9)];
        foreach (int features in (int[])[1, 7, 16, 33, 64, 100])
        {
            foreach (LinkFunction link in (LinkFunction[])[LinkFunction.Sigmoid, LinkFunction.Softmax, LinkFunction.Exponential, LinkFunction.Probit])
            {
                int margins = link == LinkFunction.Softmax ? 3 : 1;
                var model = new LinearModel(new LinearModelDefinition
                {
                    Weights = [.. numbers.Take(features * margins).Select(static x => x / 10)],
                    Intercepts = [.. numbers.Take(margins)],
                    Link = link,
                    Means = [.. numbers.Skip(50).Take(features)],
                    FillValues = [.. numbers.Skip(90).Take(features)],
                });
                float[] rows = [.. numbers.Skip(100).Take(features * 5).Select(static x => (float)x)];
                rows[0] = float.NaN;
                float[] outputs = new float[(rows.Length / features) * model.OutputCount];
                model.PredictBatch(rows, outputs);
                hash.Add(outputs);
            }
        }

        return hash.ToString();
    }

    private static string Links()
    {
        double[] margins = [.. NumericInputs.Special, .. NumericInputs.Spread(-40, 40, 200, 1), .. NumericInputs.Spread(-800, 720, 50, 2)];
        double[] outputs = new double[margins.Length];
        float[] narrow = new float[margins.Length];
        string text = "";
        foreach (LinkFunction link in Enum.GetValues<LinkFunction>())
        {
            LinkFunctions.Apply(link, 1.25, margins, outputs);
            LinkFunctions.Apply(link, 1.25, margins, narrow);
            text += $"{link} {new ResultHash().Add(outputs).Add(narrow)}\n";
        }

        double[] tanh = Array.ConvertAll(margins, DoubleMath.Tanh);
        double[] log = Array.ConvertAll(margins, DoubleMath.Log);
        double[] logOnePlus = Array.ConvertAll(margins, DoubleMath.LogOnePlus);
        return text + new ResultHash().Add(tanh).Add(log).Add(logOnePlus);
    }

    private static string Dots()
    {
        var hash = new ResultHash();
        double[] numbers = [.. NumericInputs.Magnitudes(-8, 8, 300, 3)];
        float[] narrow = Array.ConvertAll(numbers, x => (float)x);
        for (int length = 1; length <= 150; length++)
        {
            double[] weights = new double[SixteenLaneDot.ArrangedLength(length)];
            SixteenLaneDot.Arrange(numbers.AsSpan(150, length), weights);
            hash.Add([SixteenLaneDot.Compute(in numbers[0], in weights[0], length), SixteenLaneDot.Compute(in narrow[0], in weights[0], length)]);
        }

        return hash.ToString();
    }

    private static string Scorecards()
    {
        var scorecard = new Scorecard(new ScorecardDefinition
        {
            Attributes =
            [
                new ScorecardAttribute { Name = "a", Bins = [.. Enumerable.Range(0, 40).Select(i => ScorecardBin.Interval(i, i + 1, i * 0.37))] },
                new ScorecardAttribute { Name = "b", Bins = [ScorecardBin.Interval(null, 0.1, 1.7), ScorecardBin.Interval(0.1, null, -3.1)] },
            ],
            Scaling = ScorecardScaling.FromPointsToDoubleOdds(20, 600, 50),
        });
        float[] rows = [.. NumericInputs.Spread(-2, 43, 400, 5).Select(x => (float)x), .. NumericInputs.Special.Select(x => (float)x)];
        float[] outputs = new float[rows.Length / 2];
        scorecard.PredictBatch(rows, outputs);
        return new ResultHash().Add(outputs).ToString();
    }

    private static string NeuralNetworks()
    {
        var hash = new ResultHash();
        var random = new Random(70);
        foreach (Activation activation in Enum.GetValues<Activation>().Where(activation => activation != Activation.Softmax))
        {
            var network = new NeuralNetwork(new NeuralNetworkDefinition
            {
                Layers =
                [
                    Networks.Layer(random, 21, 70, activation),
                    Networks.Layer(random, 70, 9, activation),
                    Networks.Layer(random, 9, 2, Activation.Softmax),
                ],
            });
            float[] outputs = new float[10];
            network.PredictBatch(Networks.Numbers(random, 5 * 21), outputs);
            hash.Add(outputs);
        }

        return hash.ToString();
    }
}
