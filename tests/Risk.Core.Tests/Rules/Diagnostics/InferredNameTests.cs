using Risk.Rules;

namespace Risk.Core.Tests.Rules.Diagnostics;

/// <summary>What is said of a name nobody knows when rules come without a schema.</summary>
public sealed class InferredNameTests
{
    [Theory]
    [InlineData("Block if :card_contry: = 'DE'", "card_country")]
    [InlineData("Block if :amount_in_usdd: > 5", "amount_in_usd")]
    [InlineData("Block if :amount: > 5", "amount_in_usd")]
    [InlineData("Block if :is_3d_secur:", "is_3d_secure")]
    [InlineData("Block if :total_charges_per_card_number_houly: > 5", "total_charges_per_card_number_hourly")]
    [InlineData("Block if :totl_charges_per_card_number_hourly: > 5", "total_charges_per_card_number_hourly")]
    [InlineData("define :is_foreign: = :card_country: != :ip_country:; Block if :is_foreign: and :is_foriegn:", "is_foreign")]
    [InlineData("Block if :shop_visits: > 5 or :shop_visits: < 1 or :shop_vists: = 2", "shop_visits")]
    [InlineData("Score +1 if true; Block if :rule_point: > 5", "rule_points")]
    public void Names_the_one_that_was_probably_meant(string source, string expected)
    {
        RiskDiagnostic warning = Assert.Single(RuleSet.Parse(source).Diagnostics, static diagnostic => diagnostic.Code == "RR073" && diagnostic.Suggestion!.StartsWith("did", StringComparison.Ordinal));

        Assert.Equal($"did you mean ':{expected}:'? If not, give a schema that declares it", warning.Suggestion);
    }

    [Theory]
    [InlineData("Block if :visits_1h: > 5 and :visits_2h: > 5 and :visits_2h: < 9")]
    [InlineData("Block if :completely_different: > 5")]
    [InlineData("Block if :shop_visits: > 5 and :shop_vists: > 2")]
    public void Names_none_where_none_is_near_or_both_are_as_likely(string source) =>
        Assert.All(RuleSet.Parse(source).Diagnostics, static diagnostic => Assert.Equal("give a schema that declares it", diagnostic.Suggestion));

    [Theory]
    [InlineData("Block if :a > 5")]
    [InlineData("Block if total > 5")]
    [InlineData("Block if :total in usd: > 5")]
    [InlineData("Block if :total: in usd > 5")]
    public void One_slip_is_one_message(string source)
    {
        RuleSet.TryParse(source, null, out _, out IReadOnlyList<RiskDiagnostic> diagnostics);

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(diagnostics).Severity);
    }

    [Fact]
    public void Thousands_of_unknown_names_are_told_in_bounded_time()
    {
        string source = string.Join("\n", Enumerable.Range(0, 20_000).Select(static i => $"Block if :unknown_{i:x}_attribute: > {i}"));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        RuleSet rules = RuleSet.Parse(source);

        Assert.Equal(20_000, rules.Rules.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }
}
