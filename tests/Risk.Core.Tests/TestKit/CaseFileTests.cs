namespace Risk.Core.Tests.TestKit;

public class CaseFileTests
{
    [Theory]
    [CaseFileData("TestKit/CaseFile.cases")]
    public void Cases_come_from_the_file(string source, string expected) => Assert.Equal(expected, source.ToUpperInvariant());

    [Theory]
    [CaseFileData("TestKit/CaseFile.cases")]
    public void A_third_parameter_takes_the_line(string source, string expected, int line)
    {
        Assert.Equal(source.Length, expected.Length);
        Assert.InRange(line, 2, 6);
    }

    [Fact]
    public void A_case_without_an_arrow_is_an_error_with_its_line()
    {
        FormatException error = Assert.Throws<FormatException>(() => CaseFile.Parse("a ⇶ b\n\nno arrow", "x.cases"));
        Assert.StartsWith("x.cases(3): a case is 'source ⇶ expected'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_starts_with_space_continues_the_one_before()
    {
        TextCase item = Assert.Single(CaseFile.Parse("first\n  second\n  ⇶ expected\n", "x.cases"));
        Assert.Equal(new TextCase("first\nsecond", "expected", 1), item);
    }
}
