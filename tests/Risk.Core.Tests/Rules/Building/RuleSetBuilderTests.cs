using Risk.Core.Tests.Rules.Diagnostics;
using Risk.Rules;
using Risk.Rules.Building;

namespace Risk.Core.Tests.Rules.Building;

public sealed class RuleSetBuilderTests
{
    [Fact]
    public void Builds_what_its_text_says()
    {
        RuleSet built = RuleSet.Build(MistakeTests.Schema, r => r
            .List("staff", "a'b", "c")
            .List("odd", 1, -2.5, 1e300)
            .Define("is_foreign", r.Text("card_country").NotEqualTo(r.Text("ip_country")))
            .Define("ratio", r.Number("amount_in_usd") / r.Number("risk_score"))
            .Allow("staff", r.Text("card_fingerprint").InList("staff"))
            .Block("foreign-big-ticket", r.Boolean("is_foreign") & r.Number("amount_in_usd") > 500, rule => rule.Because("Countries differ").Reason("R17"))
            .Review(r.Number("ratio") > 5 & r.Count("card_fingerprint", TimeSpan.FromHours(1)) > 3, rule => rule.Shadow())
            .Challenge("rollout", r.Text("risk_level").EqualTo("elevated") | !r.Boolean("is_recurring"), rule => rule.RollOut(12.5m, "card_fingerprint"))
            .Score(-15, r.Text("email").Like("%@x.com") & r.Text("email").Domain().In("x.com", "y.com"))
            .Score("up", 2.5, r.Number("amount_in_usd").Between(1, 5) & r.Number("amount_in_usd").NotIn(2, 3) & r.Number("risk_score").NotInList("odd"))
            .Block("money", -(r.Number("amount_in_usd") + 1) * 2 - (r.Number("risk_score") - 3) >= -4 | r.Metadata("tier").EqualTo("gold"))
            .Review("more", r.CountOf(r.Boolean("is_wallet"), r.Time("created_at").Hour("UTC") < 6, r.Text("email").IsMissing()) >= 2)
            .Block("windows", r.Sum("amount_in_usd", "card_fingerprint", TimeSpan.FromDays(1)) > 100 & r.SinceLast("card_fingerprint") < 60 & r.Always()));

        const string text = """
            list @staff = ('a''b', 'c')
            list @odd = (1, -2.5, 1E+300)
            define :is_foreign: = :card_country: != :ip_country:
            define :ratio: = :amount_in_usd: / :risk_score:
            staff: Allow if :card_fingerprint: in @staff
            foreign-big-ticket: Block if :is_foreign: and :amount_in_usd: > 500 because 'Countries differ' reason 'R17'
            shadow Review if :ratio: > 5 and count(:card_fingerprint:, 1h) > 3
            rollout: Request 3D Secure 12.5% by :card_fingerprint: if :risk_level: = 'elevated' or not :is_recurring:
            Score -15 if :email: like '%@x.com' and domain(:email:) in ('x.com', 'y.com')
            up: Score +2.5 if :amount_in_usd: between 1 and 5 and :amount_in_usd: not in (2, 3) and :risk_score: not in @odd
            money: Block if -(:amount_in_usd: + 1) * 2 - (:risk_score: - 3) >= -4 or ::tier:: = 'gold'
            more: Review if count_of(:is_wallet:, hour(:created_at:, 'UTC') < 6, is_missing(:email:)) >= 2
            windows: Block if sum(:amount_in_usd:, :card_fingerprint:, 1d) > 100 and since_last(:card_fingerprint:) < 60 and true

            """;
        Assert.Equal(text.ReplaceLineEndings("\n"), built.ToString());
        Assert.Equal(RuleSet.Parse(text, MistakeTests.Schema).Syntax, built.Syntax);
    }

    [Fact]
    public void The_tree_that_is_built_is_the_tree_that_is_read()
    {
        var builder = new RuleSetBuilder();
        builder.Block("a", !(builder.Boolean("is_wallet") & builder.Boolean("is_recurring")) | builder.Number("risk_score") - 1 > -builder.Number("amount_in_usd"));
        builder.Review("b", (builder.Number("risk_score") > 1 & builder.Boolean("is_wallet")) & builder.Boolean("is_recurring"));

        Risk.Rules.Syntax.RuleFileSyntax built = builder.Build();

        Assert.Equal(built, RuleSet.Parse(built.ToString(), MistakeTests.Schema).Syntax);
    }

    [Fact]
    public void Errors_have_places_in_the_canonical_text()
    {
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => RuleSet.Build(MistakeTests.Schema, r => r
            .Block("a", r.Number("amount_in_usd") > 5)
            .Block("b", r.Number("amuont_in_usd") > 5)
            .Block("a", r.Text("card_country").EqualTo("UK"))));

        Assert.Equal(["RR050 2", "RR042 3", "RR061 3"], exception.Diagnostics.Select(d => $"{d.Code} {d.Line}"));
    }

    [Fact]
    public void What_no_source_could_say_is_refused()
    {
        var builder = new RuleSetBuilder();

        Assert.Throws<ArgumentException>(() => builder.Text("a b"));
        Assert.Throws<ArgumentException>(() => builder.Text("a:"));
        Assert.Throws<ArgumentException>(() => builder.Metadata("a::b"));
        Assert.Throws<ArgumentException>(() => builder.Text("a").EqualTo("line\nbreak"));
        Assert.Throws<ArgumentException>(() => builder.Text("a").EqualTo("half \ud800"));
        Assert.Throws<ArgumentException>(() => builder.Block("if", builder.Always()));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Number("a") > double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Count("a", TimeSpan.FromMilliseconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Block(builder.Always(), rule => rule.RollOut(0.001m, "a")));
    }

    [Fact]
    public void A_tower_of_conditions_is_refused_before_it_is_printed()
    {
        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => RuleSet.Build(MistakeTests.Schema, r =>
        {
            RuleCondition condition = r.Always();
            for (int i = 0; i < 1_000_000; i++)
            {
                condition = !condition;
            }

            r.Block(condition);
        }));

        Assert.Equal("RR003", exception.Diagnostics[0].Code);
    }
}
