using System.Text;
using Risk.Models.Calibration;
using Risk.Scoring;

namespace Risk.Core.Tests.Scoring;

public class ScorerVersionTests
{
    private const string Model = """{"kind":"logistic_regression","features":["amount"],"coefficients":[1],"intercept":0}""";

    [Fact]
    public void A_model_is_identified_by_the_bytes_it_was_read_from()
    {
        Assert.Equal(Load(Model).Info.Fingerprint, Load(Model).Info.Fingerprint);
        Assert.NotNull(Load(Model).Info.Fingerprint);
        Assert.NotEqual(Load(Model).Info.Fingerprint, Load(Model.Replace("0}", "1}", StringComparison.Ordinal)).Info.Fingerprint);
    }

    [Fact]
    public void Another_model_output_or_calibration_is_another_version()
    {
        string[] versions =
        [
            VersionOf(new ScorerModel(Load(Model))),
            VersionOf(new ScorerModel(Load(Model.Replace("0}", "1}", StringComparison.Ordinal)))),
            VersionOf(new ScorerModel(Load(Model)) { BadOutput = 0 }),
            VersionOf(new ScorerModel(Load(Model)) { Calibration = new PlattCalibration(1.5, 0) }),
        ];

        Assert.Equal(versions.Length, versions.Distinct().Count());
        Assert.Equal(versions[0], VersionOf(new ScorerModel(Load(Model))));
    }

    private static IRiskModel Load(string json) => RiskModel.Load(Encoding.UTF8.GetBytes(json));

    private static string VersionOf(ScorerModel model) => RiskScorer.For(Payment.Reader).UseModel(model).Build().Version;
}
