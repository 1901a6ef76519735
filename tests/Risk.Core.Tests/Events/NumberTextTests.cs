using System.Globalization;
using System.Text;
using Risk.Events;

namespace Risk.Core.Tests.Events;

/// <summary>Numbers as text are the framework's, to the bit.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("-0")]
    [InlineData("00012")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("1-2")]
    [InlineData(" 1.5 ")]
    [InlineData("1e5")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("-9007199254740993")]
    [InlineData("900719925474099.3")]
    [InlineData("999999999999999999")]
    [InlineData("9999999999999999999")]
    [InlineData("0.00000000000000001")]
    [InlineData("0.1234567890123456789")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("1,5")]
    [InlineData("٣")]
    public void Edges_are_read_as_the_framework_reads_them(string text) => AssertSame(text);

    [Fact]
    public void A_hundred_thousand_numbers_are_read_as_the_framework_reads_them()
    {
        var random = new Random(20260101);
        var text = new StringBuilder();
        for (int i = 0; i < 100_000; i++)
        {
            text.Clear().Append(random.Next(4) == 0 ? "-" : "").Append(Digits(random.Next(1, 17)));
            AssertSame((random.Next(3) == 0 ? text : text.Append('.').Append(Digits(random.Next(1, 12)))).ToString());
        }

        string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));
    }

    private static void AssertSame(string text)
    {
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double expected);
        Assert.Equal(isNumber, NumberText.TryParse(Encoding.UTF8.GetBytes(text), out double actual));
        Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual), text);
    }
}
