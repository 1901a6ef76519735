using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Trees;

/// <summary>Engines allocate nothing, for single rows of both widths and for batches.</summary>
public class TreeEngineAllocationTests
{
    public static TheoryData<string> Engines() => [.. TreeEngineFactory.Names];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Margins_and_outputs_allocate_nothing(string engine)
    {
        RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, 1, trees: 70, leaves: 16, features: 12, leafwise: false);
        if (EngineAssert.TryCreate(random.Definition, engine) is not { } ensemble)
        {
            Assert.True(EngineAssert.MayRefuseAll(engine), $"{engine} can't run the model.");
            return;
        }

        float[] row = random.Row();
        double[] wide = random.DoubleRow();
        float[] rows = [.. row, .. random.Row(), .. random.Row()];
        double[] margins = new double[3];
        float[] outputs = new float[3];
        AllocationAssert.None(() =>
        {
            ensemble.PredictMargin(row, margins.AsSpan(0, 1));
            ensemble.PredictMargin(wide, margins.AsSpan(0, 1));
            ensemble.PredictMarginBatch(rows, margins);
            ensemble.Predict(row, outputs.AsSpan(0, 1));
            ensemble.PredictBatch(rows, outputs);
        });
    }
}
