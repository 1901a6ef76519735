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

    // Some damage is harmless, most is found: were all of it the one or the other, the test would not test what it says.
    private static void Check(IReadOnlyList<byte[]> files) => Assert.InRange(ModelMutation.Run(files, Count, Seed), Count / 100, Count * 9 / 10);

    private static byte[][] XGBoost(string extension) => [.. XGBoostGolden.Names.Select(name => File.ReadAllBytes(XGBoostGolden.File(name, extension)))];
}
