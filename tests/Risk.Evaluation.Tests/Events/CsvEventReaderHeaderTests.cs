using Risk.Events;

namespace Risk.Evaluation.Tests.Events;

/// <summary>Headers that events can't be read by are refused when the file is opened, with all that is wrong.</summary>
public sealed class CsvEventReaderHeaderTests
{
    private static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("amount", AttributeKind.Number),
        new AttributeDefinition("shop", AttributeKind.Text),
        new AttributeDefinition("card_country", AttributeKind.Country),
        new AttributeDefinition("created_at", AttributeKind.Timestamp),
    ]);

    [Fact]
    public void All_columns_that_are_missing_are_named_together() => Assert.Equal(
        [
            "e.csv(1,1): error RE013: The file has no column 'amount'.\n    did you mean 'Amount'?",
            "e.csv(1,1): error RE013: The file has no column 'shop'.",
            "e.csv(1,1): error RE013: The file has no column 'card_country'.\n    did you mean 'card_contry'?",
        ],
        Refusal("Amount,card_contry,created_at\n1,DE,2026-01-01\n"));

    [Fact]
    public void Where_no_name_is_near_the_columns_are_listed()
    {
        Assert.Equal("e.csv(3,1): error RE013: The file has no column 'amount'.\n    its columns are x, y", Refusal("\n\nx,y\n")[0]);
        string many = string.Join(',', Enumerable.Range(0, 30).Select(static i => $"x{i}"));
        Assert.EndsWith("x18, x19, …", Refusal(many + "\n")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amount;shop;card_country;created_at\n1;x;DE;2026-01-01\n", ";")]
    [InlineData("amount\tshop\tcard_country\tcreated_at\n", "\t")]
    public void Another_separator_is_guessed(string text, string separator) =>
        Assert.EndsWith($"the header is one column; is '{separator}' the separator?", Refusal(text)[0], StringComparison.Ordinal);

    [Fact]
    public void An_attribute_with_two_columns_is_refused()
    {
        Assert.Equal(
            ["e.csv(1,1): error RE014: Two columns are named 'shop'.\n    rename one"],
            Refusal("amount,shop,card_country,created_at,shop\n"));
        using var others = new CsvEventReader(CsvFixture.Bytes("amount,shop,card_country,created_at,x,x\n"), Schema);
        Assert.False(others.Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_refused(string text) =>
        Assert.Equal(["e.csv: error RE015: The file is empty: a CSV of events starts with a header."], Refusal(text));

    [Theory]
    [InlineData("amount,\"shop\n1,x\n", "A quote is never closed.")]
    [InlineData("amount,\"sh\"op,card_country\n1,x,y\n", "There is text behind a closing quote.")]
    [InlineData("amount,sh\"op,card_country\n1,x,y\n", "A field without quotes around it holds a quote.")]
    public void A_header_with_broken_quotes_is_refused(string text, string message) =>
        Assert.StartsWith($"e.csv(1,1): error RE017: {message}", Assert.Single(Refusal(text)), StringComparison.Ordinal);

    [Fact]
    public void A_header_that_is_too_long_is_refused() =>
        Assert.StartsWith("e.csv(1,1): error RE012: The row is longer than 1000 bytes", Assert.Single(Refusal("\"" + new string('x', 1_000_000), 1_000)), StringComparison.Ordinal);

    [Fact]
    public void Missing_columns_may_be_allowed()
    {
        using var events = new CsvEventReader(CsvFixture.Bytes("shop\nx\n"), Schema, new CsvEventOptions { AllowMissingColumns = true });
        Assert.Equal(["2: shop='x'"], CsvFixture.ReadAll(events));
    }

    private static List<string> Refusal(string text, int maximumRowBytes = 1 << 20)
    {
        var options = new CsvEventOptions { File = "e.csv", MaximumRowBytes = maximumRowBytes };
        RiskFormatException refusal = Assert.Throws<RiskFormatException>(() => new CsvEventReader(CsvFixture.Bytes(text), Schema, options));
        return [.. refusal.Diagnostics.Select(static problem => problem.ToString())];
    }
}
