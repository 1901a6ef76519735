using System.Text;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>Thousands of damaged files of every format.</summary>
public class ModelMutationTests
{
    private const int Seed = 20_251;

    private static int Count => LongTests.Count(usual: 1_000, nightly: 20_000);

    [Fact]
    public void Damaged_XGBoost_JSON_never_crashes() => Check(XGBoost("json"));

    [Fact]
    public void Damaged_XGBoost_UBJSON_never_crashes() => Check(XGBoost("ubj"));

    [Fact]
    public void Damaged_UBJSON_of_other_spellings_never_crashes() => Check(
        [.. Enum.GetValues<UbjsonStyle>().SelectMany(style => (byte[][])
        [
            UbjsonWriter.Write(XGBoostText.File([XGBoostText.Stump(), XGBoostText.Stump(1, type: 1, categories: [1, 5])], "binary:logistic", "\"2.5E-1\""), style),
            UbjsonWriter.Write(File.ReadAllText(XGBoostGolden.File("gblinear_multi", "json")), style),
        ])]);

    [Fact]
    public void Damaged_LightGBM_text_never_crashes() => Check(
    [
        Encoding.UTF8.GetBytes(LightGbmText.File(LightGbmText.LinearTree)),
        Encoding.UTF8.GetBytes(LightGbmText.FileOf(
            [LightGbmText.Stump(0, 0.5, 10), LightGbmText.Stump(1, 0, 1, categories: "cat_boundaries=0 2\ncat_threshold=5 256")],
            "multiclass num_class:2",
            treesPerIteration: 2)),
        .. Directory.EnumerateFiles(Path.Combine(XGBoostGolden.Folder, "..", "lightgbm"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ]);

    [Fact]
    public void Damaged_coefficients_never_crash() => Check(
    [
        """{"kind":"logistic_regression","features":["a","b"],"coefficients":[0.5,-1.25],"intercept":0.1,"mean":[1,2],"scale":[2,3],"fill":[1,null]}"""u8.ToArray(),
        """{"kind":"multinomial_regression","classes":["x","y","z"],"coefficients":[[1,2],[3,4],[-5,6]],"intercept":[0,0.5,1],"summation":"sequential"}"""u8.ToArray(),
        """{"kind":"linear_regression","features":["a","b"],"coefficients":[1e3,2e-3],"numeric":{"b":{"mean":4,"scale":0.5}},"reference":[1,1]}"""u8.ToArray(),
    ]);

    [Fact]
    public void Damaged_scorecards_never_crash() => Check(
    [
        """
        {"pdo":20,"base_score":600,"base_odds_good_to_bad":50,"attributes":[
          {"name":"housing","bins":[{"value":"own","points":20},{"value":"rent","points":5}],"unknown_points":7},
          {"name":"age","bins":[{"lower_exclusive":null,"upper_inclusive":30,"points":3},{"lower_exclusive":30,"upper_inclusive":null,"points":9}],"missing_points":1}]}
        """u8.ToArray(),
        """{"attributes":[{"name":"b","categories":["z","y"],"reason_code":"B1","bins":[{"value":"z","points":1},{"value":"y","points":-2}]}]}"""u8.ToArray(),
    ]);

    // Some damage is harmless, most is found: were all of it the one or the other, the test would not test what it says.
    private static void Check(IReadOnlyList<byte[]> files) => Assert.InRange(ModelMutation.Run(files, Count, Seed), Count / 100, Count * 9 / 10);

    private static byte[][] XGBoost(string extension) => [.. XGBoostGolden.Names.Select(name => File.ReadAllBytes(XGBoostGolden.File(name, extension)))];
}
