using System.Globalization;
using System.Text;
using Risk.Models;
using Risk.Models.Explanation;
using Risk.Models.Linear;
using Risk.TestKit;

namespace Risk.Core.Tests.Models.Explanation;

/// <summary>Contributions of linear models have the bits of their formula, and contributions and reasons are the same with narrower vectors and with none.</summary>
public class ReasonInstructionTests
{
    [Fact]
    public void Contributions_and_reasons_are_the_same_on_every_instruction_set() => InstructionSets.AssertSame(Compute);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Contributions_have_the_bits_of_their_formula(bool fills)
    {
        var random = new Random(23);
        for (int features = 1; features < 70; features++)
        {
            LinearModelDefinition definition = Define(random, features, fills);
            var model = new LinearModel(definition);
            float[] row = Row(random, features);
            double[] actual = new double[features];
            for (int margin = 0; margin < 2; margin++)
            {
                double start = model.Explain(row, margin, actual);
                double expectedStart = definition.Intercepts[margin];
                for (int i = 0; i < features; i++)
                {
                    double weight = definition.Weights[(margin * features) + i] / definition.Scales![i];
                    double value = float.IsNaN(row[i]) && fills ? definition.FillValues![i] : row[i];
                    double expected = weight * (value - definition.Reference![i]);
                    expectedStart += weight * (definition.Reference[i] - definition.Means![i]);
                    Assert.Equal(Bits(expected), Bits(actual[i]));
                }

                Assert.Equal(Bits(expectedStart), Bits(start));
            }
        }
    }

    private static string Compute()
    {
        var random = new Random(29);
        var text = new StringBuilder();
        for (int features = 1; features < 140; features++)
        {
            var model = new LinearModel(Define(random, features, fills: features % 2 == 0));
            double[] contributions = new double[features];
            ReasonSelector selector = ReasonSelector.FromFeatures([.. Enumerable.Range(0, features).Select(static feature => $"f{feature}")], direction: (ContributionDirection)(features % 3));
            float[] row = Row(random, features);
            model.Explain(row, 1, contributions);
            long sum = 0;
            foreach (double contribution in contributions)
            {
                sum = (sum * 31) + Bits(contribution);
            }

            text.Append(CultureInfo.InvariantCulture, $"{features} {sum:X16}");
            foreach (Reason reason in selector.Select(contributions))
            {
                text.Append(CultureInfo.InvariantCulture, $" {reason.Code}={Bits(reason.Contribution):X16}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static LinearModelDefinition Define(Random random, int features, bool fills) => new()
    {
        Weights = Numbers(random, 2 * features),
        Intercepts = Numbers(random, 2),
        Means = Numbers(random, features),
        Reference = Numbers(random, features),
        Scales = Array.ConvertAll(Numbers(random, features), static x => Math.Abs(x) + 0.5),
        FillValues = fills ? Numbers(random, features) : null,
        Link = LinkFunction.Softmax,
    };

    private static float[] Row(Random random, int features) => Array.ConvertAll(Numbers(random, features), x => random.Next(10) == 0 ? float.NaN : (float)x);

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 4) - 2)];

    private static long Bits(double value) => double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value);
}
