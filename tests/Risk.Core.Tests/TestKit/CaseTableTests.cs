namespace Risk.Core.Tests.TestKit;

public class CaseTableTests
{
    [Fact]
    public void Reads_numbers_texts_and_missing()
    {
        CaseTable table = Parse("kind,x,y\nreal,1.5,NaN\n\"edge, equal\",,0.1\n");

        Assert.Equal(["kind", "x", "y"], table.Header);
        Assert.Equal(2, table.RowCount);
        Assert.Equal("edge, equal", table.Text(1, "kind"));
        Ulp.AssertBitEqual([1.5, double.NaN], table.Column("x"));
        Ulp.AssertBitEqual(0.1, table.Number(1, "y"));
        Assert.True(table.Has("x"));
        Assert.False(table.Has("z"));
    }

    [Fact]
    public void Float_rows_round_the_double() => Ulp.AssertBitEqual([0.1f, float.NaN], Parse("x,y\n0.10000000149011612,nan\n").FloatRow(0));

    [Theory]
    [InlineData("x,y\n1,2\n1\n", "t.csv(3): 1 fields, the header has 2.")]
    [InlineData("", "t.csv: the file is empty.")]
    public void A_broken_file_names_the_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Parse(text)).Message);

    [Fact]
    public void A_text_that_is_no_number_names_the_line_and_column()
    {
        CaseTable table = Parse("x\nabc\n");
        Assert.Equal("t.csv(2): 'abc' in column 'x' is not a number.", Assert.Throws<FormatException>(() => table.Row(0)).Message);
    }

    [SharedDataFact("german-credit")]
    public void Reads_the_shared_cases()
    {
        CaseTable table = CaseTable.Read(SharedData.Path("german-credit", "cases", "onehot.input.csv"));
        Assert.Equal(table.ColumnCount, table.Row(0).Length);
        Assert.True(table.RowCount > 100);
    }

    private static CaseTable Parse(string text) => CaseTable.Read(new StringReader(text), "t.csv");
}
