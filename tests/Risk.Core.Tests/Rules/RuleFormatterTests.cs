using Risk.Rules;

namespace Risk.Core.Tests.Rules;

public sealed class RuleFormatterTests
{
    [Fact]
    public void Lays_out_a_file_and_keeps_its_comments()
    {
        const string source = """
            # Comments run to the end of the line (-- works too).


            LIST @high_risk_bins    = ('411111','550000' ,
                   '422222')   
            list @blocked_cards     from 'blocked_cards.txt'        # one value a line
            define :ticket_ratio:   = :amount_in_usd:/:average_usd_amount_on_card:
            -- a note on the next rule
            allow IF :card_fingerprint:in @staff_cards;block if!:is_recurring:&&(:amount_in_usd:>5||:amount_in_usd:<-2)
            foreign-big-ticket:block if :is_foreign: AND :amount_in_usd: > 500
              # inside
              AND ( :card_country: in ( 'US' ,  'CA' )  -- why
              or - ( 5 ) - -3 <  LOWER( :email: ) )
                BECAUSE 'Card and IP countries differ   on a large payment' Reason 'X'
            request 3ds if true   ;
            request 3d secure 10 % by :card_fingerprint: if :risk_level: = 'elevated'
            score + 15 if count(:card_fingerprint: ,1H) % 2 = 1
            shadow challenge if is_missing( ::order id:: )
            # the end
            """;
        const string expected = """
            # Comments run to the end of the line (-- works too).

            list @high_risk_bins = ('411111', '550000',
                    '422222')
            list @blocked_cards from 'blocked_cards.txt'  # one value a line
            define :ticket_ratio: = :amount_in_usd: / :average_usd_amount_on_card:
            -- a note on the next rule
            Allow if :card_fingerprint: in @staff_cards
            Block if not :is_recurring: and (:amount_in_usd: > 5 or :amount_in_usd: < -2)
            foreign-big-ticket: Block if :is_foreign: and :amount_in_usd: > 500
                # inside
                and (:card_country: in ('US', 'CA')  -- why
                    or -(5) - -3 < lower(:email:))
                because 'Card and IP countries differ   on a large payment' reason 'X'
            Request 3DS if true
            Request 3D Secure 10% by :card_fingerprint: if :risk_level: = 'elevated'
            Score +15 if count(:card_fingerprint:, 1h) % 2 = 1
            shadow Challenge if is_missing(::order id::)
            # the end

            """;

        string formatted = RuleFormatter.Format(source);

        Assert.Equal(expected.ReplaceLineEndings("\n"), formatted);
        Assert.Equal(formatted, RuleFormatter.Format(formatted));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\uFEFF\r\n\r\n# only\r\n", "# only\n")]
    [InlineData("Block if true\r\r\rReview if true\r", "Block if true\n\nReview if true\n")]
    [InlineData("Block if true;;;", "Block if true\n")]
    [InlineData("Block if 5 - -(- :risk_score:) > 1", "Block if 5 - -(-:risk_score:) > 1\n")]
    public void Small_files(string source, string expected) => Assert.Equal(expected, RuleFormatter.Format(source));

    [Fact]
    public void Errors_are_reported_and_nothing_is_formatted()
    {
        Assert.False(RuleFormatter.TryFormat("Block if == 5", null, out string? formatted, out IReadOnlyList<RiskDiagnostic> diagnostics));
        Assert.Null(formatted);
        Assert.NotEmpty(diagnostics);
        Assert.Throws<RiskFormatException>(() => RuleFormatter.Format("Blok if true"));
    }

    [Fact]
    public void Unknown_names_do_not_keep_a_file_from_being_formatted() =>
        Assert.Equal("Block if :whatever: > 1\n", RuleFormatter.Format("block IF :whatever:>1"));
}
