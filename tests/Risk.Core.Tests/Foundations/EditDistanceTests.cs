using Risk.Internals;
using Xunit;

namespace Risk.Core.Tests.Foundations;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("card_contry", "card_country")]
    [InlineData("CARD_COUNTRY", "card_country")]
    [InlineData("ip_cuontry", "ip_country")]
    [InlineData("amount", null)]
    [InlineData("x", null)]
    public void The_nearest_name_is_suggested_when_it_is_near(string word, string? expected) =>
        Assert.Equal(expected, EditDistance.Nearest(word, "card_country", "ip_country", "email_domain"));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("same", "SAME", 0)]
    public void Distances_count_edits_and_swaps(string left, string right, int expected)
    {
        Assert.Equal(expected, EditDistance.Between(left, right));
        Assert.Equal(expected, EditDistance.Between(right, left));
    }
}
