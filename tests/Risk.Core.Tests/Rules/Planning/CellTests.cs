using System.Globalization;
using System.Text;
using Risk.Events;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Planning;

/// <summary>From values to cells: every count of cuts around the sizes of blocks, trees and shared rows, at, below and above every cut.</summary>
public sealed class CellTests
{
    private static readonly EventSchema Schema = new([new AttributeDefinition("n", AttributeKind.Number), new AttributeDefinition("m", AttributeKind.Number)]);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(35)]
    [InlineData(36)]
    [InlineData(44)]
    [InlineData(45)]
    [InlineData(80)]
    [InlineData(81)]
    [InlineData(700)]
    [InlineData(2_500)]
    public void A_number_finds_its_cell_among_any_number_of_cuts(int rules)
    {
        string[] operators = [">", "<", ">=", "<="];
        var source = new StringBuilder();
        for (int i = 0; i < rules; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"r{i}: Block if :n: {operators[i % 4]} {i * 7 % rules} and exists(:m:)\n");
        }

        RuleSet set = RuleSet.Parse(source.ToString(), Schema);
        var layout = new AttributeLayoutBuilder(Schema);
        var programs = Array.ConvertAll(
            [RuleStrategies.Plain, RuleStrategies.Planned, RuleStrategies.Planned256, RuleStrategies.Planned128, RuleStrategies.PlannedScalar],
            strategy => RuleProgramFactory.Create(set.Bound, layout, strategy));
        AttributeRow row = layout.Build().CreateRow();
        var expected = new ulong[(rules + 63) / 64];
        var actual = new ulong[expected.Length];
        foreach (double value in Values(rules))
        {
            row.Clear();
            row.SetNumber(0, value);
            row.SetNumber(1, 1);
            for (int i = 0; i < programs.Length; i++)
            {
                programs[i].Evaluate(row, i == 0 ? expected : actual, []);
                Assert.True(i == 0 || expected.AsSpan().SequenceEqual(actual), string.Create(CultureInfo.InvariantCulture, $"{programs[i].Strategy} at {value}"));
            }
        }
    }

    [Fact]
    public void Many_cuts_share_rows_so_that_the_tables_stay_in_cache()
    {
        var source = new StringBuilder();
        for (int i = 0; i < 5_000; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"r{i}: Block if :n: > {i} and :m: < {i}\n");
        }

        var layout = new AttributeLayoutBuilder(Schema);
        var program = RuleProgramFactory.Create(RuleSet.Parse(source.ToString(), Schema).Bound, layout, RuleStrategies.PlannedScalar);
        MaskPlan plan = ((PlannedRuleProgram<MaskScalars>)program).Plan;

        // 10,000 cells of 640 bytes each would be 6.4 MB.
        Assert.All(plan.WideNumbers, column => Assert.True(column.Clears >= 0));
        Assert.InRange(plan.Bytes, 0, 1_500_000);
    }

    private static IEnumerable<double> Values(int rules)
    {
        yield return double.NaN;
        yield return double.NegativeInfinity;
        yield return double.PositiveInfinity;
        yield return -0.0;
        for (int i = 0; i <= rules; i += rules > 100 ? 7 : 1)
        {
            yield return i;
            yield return Math.BitIncrement((double)i);
            yield return Math.BitDecrement((double)i);
        }
    }
}
