using System.Text;
using Risk.Events;
using Risk.Models.Calibration;
using Risk.Models.Linear;
using Risk.Scoring;
using Risk.Scoring.Bundles;

namespace Risk.Core.Tests.Scoring;

/// <summary>Calibrations inside scorers and bundles.</summary>
public sealed class CalibratedScoringTests : IDisposable
{
    private const string Model = """{"kind":"logistic_regression","features":["amount"],"coefficients":[2],"intercept":-1}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("risk-calibrated-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_scorer_decides_by_the_calibrated_probability()
    {
        var model = new LinearModel([2], -1);
        var platt = new PlattCalibration(0.5, 1);

        VectorScorer plain = RiskScorer.ForVectors(model).Build();
        VectorScorer calibrated = RiskScorer.ForVectors(model).UseCalibration(platt).Build();

        Assert.Equal(platt.Apply(3), calibrated.Score([2f]).Probability);
        Assert.NotEqual(plain.Version, calibrated.Version);
        Assert.NotEqual(RiskScorer.ForVectors(model).UseCalibration(new PlattCalibration(0.5, 2)).Build().Version, calibrated.Version);
        Assert.Equal(RiskScorer.ForVectors(model).UseCalibration(new PlattCalibration(0.5, 1)).Build().Version, calibrated.Version);
    }

    [Theory]
    [InlineData("\"calibration.json\"")]
    [InlineData("""{"calibration":"platt","version":1,"slope":0.5,"offset":1}""")]
    public void A_bundle_brings_its_calibration(string calibration)
    {
        Write("calibration.json", """{"calibration":"platt","version":1,"input":"margin","slope":0.5,"offset":1}""");
        var platt = new PlattCalibration(0.5, 1);
        Write("golden.jsonl", FormattableString.Invariant($$"""{"event":{"amount":2},"action":"block","probability":{{platt.Apply(3):R}} }"""));
        RiskBundle bundle = Bundle($$"""{"file":"model.json","calibration":{{calibration}}}""");

        BundleModel model = Assert.Single(bundle.Models);
        Assert.Equal(platt.Fingerprint, model.Calibration!.Fingerprint);
        Assert.Equal("platt: sigmoid(0.5 * margin + 1)", model.Info.Calibration);
        Assert.Null(model.Model.Info.Calibration);
        Assert.Empty(bundle.Verify());
        Assert.Equal(platt.Apply(3), bundle.CreateJsonScorer().Score(new JsonEvent("""{"amount":2}"""u8.ToArray())).Probability);
    }

    [Fact]
    public void A_damaged_calibration_of_a_bundle_is_told_with_its_place()
    {
        Write("calibration.json", "{\n\"calibration\":\"platt\",\n\"slope\":-1,\"offset\":1}");
        RiskFormatException byFile = Assert.Throws<RiskFormatException>(() => Bundle("""{"file":"model.json","calibration":"calibration.json"}"""));
        RiskFormatException missing = Assert.Throws<RiskFormatException>(() => Bundle("""{"file":"model.json","calibration":"none.json"}"""));
        RiskFormatException inline = Assert.Throws<RiskFormatException>(() => Bundle("""{"file":"model.json","calibration":{"calibration":"beta","a":1,"b":1}}"""));
        RiskFormatException kind = Assert.Throws<RiskFormatException>(() => Bundle("""{"file":"model.json","calibration":7}"""));

        RiskDiagnostic slope = Assert.Single(byFile.Diagnostics);
        Assert.Equal(("RM070", "calibration.json", 3), (slope.Code, slope.File, slope.Line));
        Assert.Equal("RB014", Assert.Single(missing.Diagnostics).Code);
        RiskDiagnostic c = Assert.Single(inline.Diagnostics);
        Assert.Equal(("bundle.json", 2, "bundle.models[0].calibration.c"), (c.File, c.Line, c.Path));
        Assert.Contains("must be a text", Assert.Single(kind.Diagnostics).Message, StringComparison.Ordinal);
    }

    private RiskBundle Bundle(string model)
    {
        bool golden = File.Exists(Path.Combine(_folder, "golden.jsonl"));
        Write("model.json", Model);
        Write("schema.json", """{"attributes":[{"name":"amount","type":"number"}]}""");
        Write("bundle.json", $$"""
            {"name":"b","version":"7","schema":"schema.json",{{(golden ? "\"golden\":\"golden.jsonl\"," : "")}}
            "models":[{{model}}],
            "policy":{"block":90} }
            """);
        return RiskBundle.Load(_folder);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text, new UTF8Encoding(false));
}
