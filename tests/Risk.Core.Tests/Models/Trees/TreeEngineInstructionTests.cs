using System.Globalization;
using System.Text;
using Risk.Models.Trees;
using Risk.TestKit;

namespace Risk.Core.Tests.Models.Trees;

/// <summary>Every engine that a machine has gives the same bits with narrower vectors and with none.</summary>
public class TreeEngineInstructionTests
{
    [Fact]
    public void Margins_have_the_same_bits_on_every_instruction_set() => InstructionSets.AssertSame(Compute);

    // Engines that this process can't run give way to the reference, whose bits they have.
    private static string Compute()
    {
        var text = new StringBuilder();
        foreach (EnsembleStyle style in Enum.GetValues<EnsembleStyle>())
        {
            RandomEnsemble random = RandomEnsemble.Create(style, 11, trees: 20, leaves: 20, features: 9, leafwise: true);
            float[] rows = [.. random.Row(), .. random.Row(), .. random.Row()];
            double[] wide = random.DoubleRow();
            foreach (string engine in TreeEngineFactory.Names)
            {
                TreeEnsemble ensemble = EngineAssert.TryCreate(random.Definition, engine)
                    ?? new TreeEnsemble(random.Definition, new TreeEngineOptions { Engine = "reference" });
                double[] margins = new double[random.Definition.MarginCount * 4];
                ensemble.PredictMarginBatch(rows, margins.AsSpan(random.Definition.MarginCount));
                ensemble.PredictMargin(wide, margins.AsSpan(0, random.Definition.MarginCount));
                foreach (double margin in margins)
                {
                    long bits = double.IsNaN(margin) ? -1 : BitConverter.DoubleToInt64Bits(margin);
                    text.Append(CultureInfo.InvariantCulture, $"{style} {engine} {bits:X16}\n");
                }
            }
        }

        return text.ToString();
    }
}
