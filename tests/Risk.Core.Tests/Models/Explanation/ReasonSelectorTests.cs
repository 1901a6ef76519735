using Risk.Models.Explanation;

namespace Risk.Core.Tests.Models.Explanation;

public class ReasonSelectorTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];

    [Theory]
    [InlineData(4, ContributionDirection.Raising, "e b a f")]
    [InlineData(2, ContributionDirection.Raising, "e b")]
    [InlineData(1, ContributionDirection.Raising, "e")]
    [InlineData(0, ContributionDirection.Raising, "")]
    [InlineData(4, ContributionDirection.Lowering, "c d")]
    [InlineData(4, ContributionDirection.Both, "c e b a")]
    public void The_largest_of_the_direction_come_first(int count, ContributionDirection direction, string expected)
    {
        ReasonSelector selector = ReasonSelector.FromFeatures(Names, count: count, direction: direction);
        Assert.Equal(expected, Codes(selector.Select([0.3, 0.5, -2, -0.1, 1, 0.2])));
    }

    [Fact]
    public void Of_equal_contributions_the_first_feature_comes_first()
    {
        ReasonSelector selector = ReasonSelector.FromFeatures(Names, count: 3);
        Assert.Equal("a b c", Codes(selector.Select([1, 1, 1, 1, 1, 1])));
        Assert.Equal("f b c", Codes(selector.Select([0.5, 1, 1, 0.5, 1, 2])));
    }

    [Fact]
    public void Features_without_a_reason_never_appear()
    {
        Dictionary<string, ReasonDefinition?> reasons = new() { ["b"] = null, ["e"] = new(ReasonSource.Feature, "R05", "Too many payments in an hour.") };
        ReasonList list = ReasonSelector.FromFeatures(Names, reasons).Select([0.1, 9, 0, 0, 0.5, 0.2]);
        Assert.Equal("R05 f a", Codes(list));
        Assert.Equal("Too many payments in an hour.", list[0].Text);
        Assert.Equal(0.5, list[0].Contribution);
    }

    [Fact]
    public void Features_of_one_reason_count_together()
    {
        ReasonDefinition country = new(ReasonSource.Feature, "country");
        ReasonDefinition amount = new(ReasonSource.Feature, "amount");
        ReasonSelector selector = new([country, country, amount, country, null, null]);
        ReasonList list = selector.Select([0.4, -0.1, 0.5, 0.4, 5, 5]);
        Assert.Equal("country amount", Codes(list));
        Assert.Equal(0.7, list[0].Contribution, 1e-12);
    }

    [Fact]
    public void Nothing_and_NaN_are_no_reasons()
    {
        ReasonSelector selector = ReasonSelector.FromFeatures(Names);
        Assert.Equal(0, selector.Select([0, 0, -0.0, double.NaN, -1, double.NaN]).Count);
        Assert.Equal("b", Codes(selector.Select([double.NaN, 1, 0, 0, 0, 0])));
    }

    [Fact]
    public void More_groups_than_the_stack_holds()
    {
        ReasonDefinition?[] definitions = new ReasonDefinition?[1_000];
        double[] contributions = new double[1_000];
        for (int i = 1; i < definitions.Length; i++)
        {
            definitions[i] = new(ReasonSource.Feature, $"f{i}");
            contributions[i] = i;
        }

        Assert.Equal("f999 f998 f997 f996", Codes(new ReasonSelector(definitions).Select(contributions)));
    }

    [Theory]
    [InlineData(ContributionDirection.Raising)]
    [InlineData(ContributionDirection.Lowering)]
    [InlineData(ContributionDirection.Both)]
    public void Rows_of_any_length_are_ranked_as_sorting_them_does(ContributionDirection direction)
    {
        var random = new Random(19);
        double[] special = [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1, -1, double.Epsilon];
        for (int i = 0; i < 4_000; i++)
        {
            int length = random.Next(1, 150);
            int count = random.Next(ReasonList.Capacity + 1);

            // From all different to nearly all alike, so that ties and short rankings occur.
            int kinds = random.Next(1, 12);
            double[] row = [.. Enumerable.Range(0, length).Select(_ => random.Next(kinds) == 0 ? special[random.Next(special.Length)] : Math.Round((random.NextDouble() * 4) - 3, kinds))];
            ReasonSelector selector = ReasonSelector.FromFeatures([.. Enumerable.Range(0, length).Select(static feature => $"f{feature}")], count: count, direction: direction);
            double Size(int feature) => direction switch { ContributionDirection.Raising => row[feature], ContributionDirection.Lowering => -row[feature], _ => Math.Abs(row[feature]) };
            IEnumerable<int> expected = Enumerable.Range(0, length).Where(feature => Size(feature) > 0).OrderByDescending(Size).Take(count);
            Assert.Equal(string.Join(' ', expected.Select(static feature => $"f{feature}")), Codes(selector.Select(row)));
            foreach (Reason reason in selector.Select(row))
            {
                Assert.Equal(row[int.Parse(reason.Code[1..], System.Globalization.CultureInfo.InvariantCulture)], reason.Contribution);
            }
        }
    }

    [Fact]
    public void A_wrong_length_or_count_is_a_programming_error()
    {
        Assert.Throws<ArgumentException>(() => ReasonSelector.FromFeatures(Names).Select([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReasonSelector.FromFeatures(Names, count: 5));
    }

    [Fact]
    public void Selecting_does_not_allocate()
    {
        ReasonDefinition shared = new(ReasonSource.Feature, "shared");
        ReasonSelector single = ReasonSelector.FromFeatures(Names);
        ReasonSelector grouped = new([shared, shared, null, null, null, null]);
        double[] contributions = [0.3, 0.5, -2, -0.1, 1, 0.2];
        AllocationAssert.None(() => single.Select(contributions));
        AllocationAssert.None(() => grouped.Select(contributions));
    }

    private static string Codes(ReasonList reasons)
    {
        List<string> codes = [];
        foreach (Reason reason in reasons)
        {
            codes.Add(reason.Code);
        }

        return string.Join(' ', codes);
    }
}
