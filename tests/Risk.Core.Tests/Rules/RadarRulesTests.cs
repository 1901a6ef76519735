namespace Risk.Core.Tests.Rules;

/// <summary>Rules as people have them for Radar load unchanged, without a schema.</summary>
public sealed class RadarRulesTests
{
    [Theory]
    [InlineData("Block if :card_country: = 'US'")]
    [InlineData("Block if :amount_in_usd: > 1000.00")]
    [InlineData("Request 3D Secure if :is_3d_secure: and not :is_off_session:")]
    [InlineData("REVIEW IF (:risk_level: = 'elevated') AND :card_funding: IN ('prepaid', 'unknown')")]
    [InlineData("Allow if ::user_type:: = 'trusted' or ::customer:age:: > 5")]
    [InlineData("Block if not (:ip_country: = :card_country:) && !:is_recurring: || :email: includes 'test'")]
    [InlineData("Block if :email_domain: like '%.xyz'")]
    [InlineData("Block if is_missing(:ip_country:) and :declined_charges_per_card_number_hourly: >= 3")]
    [InlineData("Block if :ip_country: in ('US', 'ca') and NOT :email_domain: IN ('gmail.com')")]
    public void Loads(string source)
    {
        RuleSet rules = RuleSet.Parse(source);

        Assert.Single(rules.Rules);
        Assert.Empty(rules.Diagnostics);
        Assert.Equal(rules.ToString(), RuleSet.Parse(rules.ToString()).ToString());
    }

    [SharedDataFact("rules-workload")]
    public void Thousand_rules_load()
    {
        RuleSet rules = RuleSet.Load(SharedData.Path("rules-workload", "rules-1000.rules"));

        Assert.Equal(1000, rules.Rules.Count);
        Assert.DoesNotContain(rules.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }
}
