using System.Text;
using Risk.Models.Calibration;

namespace Risk.Core.Tests.Models.Calibration;

public class CalibrationTests
{
    [Fact]
    public void Methods_compute_their_formulas()
    {
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        Tolerance.AssertWithin(Sigmoid((0.7 * 1.3) - 0.4), new PlattCalibration(0.7, -0.4).Apply(1.3), 1e-15);
        Tolerance.AssertWithin(Sigmoid(1.3 / 1.7), new TemperatureCalibration(1.7).Apply(1.3), 1e-15);
        Tolerance.AssertWithin(
            Sigmoid((0.4 * Math.Log(0.2)) - (0.9 * Math.Log(0.8)) - 0.7),
            new BetaCalibration(0.4, 0.9, -0.7).Apply(0.2),
            1e-15);
        var isotonic = new IsotonicCalibration([1, 2, 4], [0.25, 0.5, 0.75]);
        double[] scores = [double.NegativeInfinity, 0.5, 1, 1.5, 2, 3, 4, 5, double.PositiveInfinity];
        double[] probabilities = new double[scores.Length];
        isotonic.Apply(scores, probabilities);
        Assert.Equal([0.25, 0.25, 0.25, 0.375, 0.5, 0.625, 0.75, 0.75, 0.75], probabilities);
    }

    [Fact]
    public void A_beta_of_one_one_zero_changes_nothing()
    {
        var identity = new BetaCalibration(1, 1, 0);
        foreach (double p in (double[])[1e-12, 0.001, 0.2, 0.5, 0.75, 0.999])
        {
            Tolerance.AssertWithinRelative(p, identity.Apply(p), 4e-15);
        }
    }

    [Fact]
    public void Spans_and_single_scores_have_the_same_bits()
    {
        double[] margins = [.. Numerics.NumericInputs.Special, .. Numerics.NumericInputs.Spread(-12, 12, 203, 1), .. Numerics.NumericInputs.Spread(0, 1, 200, 2)];
        double[] actual = new double[margins.Length];
        foreach (RiskCalibration calibration in Calibrations.All)
        {
            calibration.Apply(margins, actual);
            Ulp.AssertBitEqual(Array.ConvertAll(margins, calibration.Apply), actual, calibration.ToString());
            Assert.All(actual, static probability => Assert.True(double.IsNaN(probability) || probability is >= 0 and <= 1));
        }
    }

    [Fact]
    public void NaN_stays_NaN_and_short_destinations_are_refused()
    {
        foreach (RiskCalibration calibration in Calibrations.All)
        {
            Assert.Equal(double.NaN, calibration.Apply(double.NaN));
            Assert.Equal(double.NaN, calibration.Calibrate(double.NaN, double.NaN));
            Assert.Throws<ArgumentException>(() => calibration.Apply(new double[3], new double[2]));
        }
    }

    [Fact]
    public void A_model_without_margins_gives_the_log_odds_of_its_probability()
    {
        var platt = new PlattCalibration(0.7, -0.4);
        Assert.Equal(platt.Apply(2.5), platt.Calibrate(2.5, 0.1));
        Tolerance.AssertWithin(platt.Apply(Math.Log(0.2 / 0.8)), platt.Calibrate(double.NaN, 0.2), 1e-15);
        Assert.Equal(0, platt.Calibrate(double.NaN, 0));
        Assert.Equal(1, platt.Calibrate(double.NaN, 1));
        var beta = new BetaCalibration(0.4, 0.9, -0.7);
        Assert.Equal(beta.Apply(0.2), beta.Calibrate(2.5, 0.2));
    }

    [Fact]
    public void Written_calibrations_are_read_to_the_same_bits()
    {
        (double[] margins, bool[] labels) = Calibrations.Sample(3, 400);
        double[] probabilities = Calibrations.Probabilities(margins);
        RiskCalibration[] fitted =
        [
            PlattCalibration.Fit(margins, labels), TemperatureCalibration.Fit(margins, labels),
            BetaCalibration.Fit(probabilities, labels), IsotonicCalibration.Fit(margins, labels, [], CalibrationInput.Margin),
        ];
        foreach (RiskCalibration calibration in (RiskCalibration[])[.. Calibrations.All, .. fitted])
        {
            RiskCalibration copy = RiskCalibration.Parse(Written(calibration));

            Assert.Equal(calibration.GetType(), copy.GetType());
            Assert.Equal(calibration.ToString(), copy.ToString());
            Assert.Equal(calibration.Fingerprint, copy.Fingerprint);
            Assert.Equal(calibration.Input, copy.Input);
            Ulp.AssertBitEqual(Array.ConvertAll(probabilities, calibration.Apply), Array.ConvertAll(probabilities, copy.Apply));
        }
    }

    [Fact]
    public void Fingerprints_tell_every_difference()
    {
        RiskCalibration[] different = [.. Calibrations.All, new PlattCalibration(0.7, -0.4, CalibrationInput.Probability), new PlattCalibration(0.7, -0.5), new TemperatureCalibration(1.8)];
        Assert.Equal(different.Length, different.Select(static calibration => calibration.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void All_problems_of_a_file_are_told_with_their_lines()
    {
        const string Json = """
            {
              "calibration": "isotonic", "version": 2,
              "inptu": "margin",
              "scores": [1, 2,
                2],
              "probabilities": [0.5, 0.25]
            }
            """;

        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => RiskCalibration.Parse(Encoding.UTF8.GetBytes(Json), "c.json"));

        Assert.All(exception.Diagnostics, static problem => Assert.Equal("RM070", problem.Code));
        Assert.Equal(
            [
                "c.json(2,30) calibration.version", "c.json(3,3) calibration.inptu", "c.json(6,3) calibration.probabilities",
                "c.json(5,5) calibration.scores[2]", "c.json(6,26) calibration.probabilities[1]",
            ],
            exception.Diagnostics.Select(static problem => FormattableString.Invariant($"{problem.File}({problem.Line},{problem.Column}) {problem.Path}")));
        Assert.Contains("did you mean 'input'?", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"calibration":"plat","slope":1,"offset":0}""", "did you mean 'platt'?")]
    [InlineData("""{"slope":1,"offset":0}""", "the method is missing")]
    [InlineData("""{"calibration":3}""", "must be a text")]
    [InlineData("""{"calibration":"platt","slope":0,"offset":0}""", "must be finite and above 0")]
    [InlineData("""{"calibration":"platt","slope":1}""", "is missing")]
    [InlineData("""{"calibration":"platt","slope":1,"offset":"x"}""", "must be a number")]
    [InlineData("""{"calibration":"platt","slope":1e999,"offset":0}""", "must be finite")]
    [InlineData("""{"calibration":"platt","slope":1,"offset":0,"input":"score"}""", "is not one of margin, probability")]
    [InlineData("""{"calibration":"temperature","temperature":1,"input":"probability"}""", "takes 'margin' only")]
    [InlineData("""{"calibration":"beta","a":0,"b":0,"c":0}""", "both 0")]
    [InlineData("""{"calibration":"beta","a":-1,"b":0,"c":0}""", "at least 0")]
    [InlineData("""{"calibration":"isotonic","scores":[],"probabilities":[]}""", "at least one knot")]
    [InlineData("""{"calibration":"isotonic","scores":[1,2],"probabilities":[0.5]}""", "there are 1 for 2 scores")]
    [InlineData("""{"calibration":"isotonic","scores":[1,"x"],"probabilities":[0.5,0.6]}""", "must be a number")]
    [InlineData("""{"calibration":"isotonic","scores":[1,2],"probabilities":[0.5,1.5]}""", "from 0 to 1")]
    [InlineData("""{"calibration":"isotonic","scores":[-1e308,1e308],"probabilities":[0.5,0.6]}""", "too far apart")]
    [InlineData("[]", "must be an object")]
    [InlineData("{", "not valid JSON")]
    public void Bad_files_say_what_is_wrong(string json, string message)
    {
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => RiskCalibration.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.All(exception.Diagnostics, static problem => Assert.True(problem.Line > 0));
    }

    [Fact]
    public void Files_are_loaded_or_said_why_not()
    {
        string path = Path.Combine(Path.GetTempPath(), $"calibration-{Guid.NewGuid():N}.json");
        try
        {
            Assert.False(RiskCalibration.TryLoad(path, out _, out IReadOnlyList<RiskDiagnostic> missing));
            File.WriteAllBytes(path, Written(new TemperatureCalibration(2)));
            Assert.True(RiskCalibration.TryLoad(path, out RiskCalibration? loaded, out IReadOnlyList<RiskDiagnostic> none));
            File.WriteAllText(path, "{}");
            Assert.False(RiskCalibration.TryLoad(path, out _, out IReadOnlyList<RiskDiagnostic> wrong));

            Assert.Equal("RM002", Assert.Single(missing).Code);
            Assert.Equal(2, Assert.IsType<TemperatureCalibration>(loaded).Temperature);
            Assert.Empty(none);
            Assert.Equal("RM070", Assert.Single(wrong).Code);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Damaged_files_never_crash()
    {
        int checkedFiles = 0;
        foreach (RiskCalibration calibration in Calibrations.All)
        {
            byte[] whole = Written(calibration);
            var random = new Random(5);
            for (int i = 0; i < LongTests.Count(120, 2_400); i++)
            {
                byte[] damaged = FileMutator.Mutate(whole, random);
                try
                {
                    RiskCalibration read = RiskCalibration.Parse(damaged);
                    Assert.True(double.IsNaN(read.Apply(double.NaN)));
                    Assert.True(read.Apply(0.3) is >= 0 and <= 1);
                }
                catch (RiskFormatException problem)
                {
                    Assert.NotEmpty(problem.Diagnostics);
                }

                checkedFiles++;
            }
        }

        Assert.True(checkedFiles >= 1_000);
    }

    private static byte[] Written(RiskCalibration calibration)
    {
        using var stream = new MemoryStream();
        calibration.Write(stream);
        return stream.ToArray();
    }
}
