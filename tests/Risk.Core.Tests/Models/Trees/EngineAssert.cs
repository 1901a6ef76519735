using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Trees;

/// <summary>Compares an ensemble, bit by bit, with the reference engine.</summary>
internal static class EngineAssert
{
    /// <summary>An ensemble with a forced engine; null when the engine says that it can't run the model.</summary>
    public static TreeEnsemble? TryCreate(TreeEnsembleDefinition definition, string engine)
    {
        try
        {
            return new TreeEnsemble(definition, new TreeEngineOptions { Engine = engine });
        }
        catch (RiskFormatException refusal) when (refusal.Diagnostics[0].Code == "RM091")
        {
            return null;
        }
    }

    /// <summary>Whether an engine needs instructions that this machine doesn't have.</summary>
    public static bool MayRefuseAll(string engine) =>
        (engine is LevelSelect.EngineName or LevelWalk.EngineName) && !LevelSelect.IsSupported
        || (engine == RowLanes.EngineName && !System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated);

    /// <summary>Single float32 rows, float64 rows and a batch.</summary>
    public static void SameBits(RandomEnsemble random, TreeEnsemble ensemble, int rows, string what)
    {
        var reference = new ReferenceTreeEngine(random.Definition);
        int width = random.Definition.MarginCount;
        var batch = new float[rows * random.Definition.FeatureCount];
        var expectedBatch = new double[rows * width];
        double[] actual = new double[width];
        double[] expected = new double[width];
        for (int i = 0; i < rows; i++)
        {
            float[] row = random.Row();
            row.CopyTo(batch, i * row.Length);
            reference.PredictMargin(row, expected);
            expected.CopyTo(expectedBatch, i * width);
            ensemble.PredictMargin(row, actual);
            Same(expected, actual, $"{what}, row {i}", row);

            double[] wide = random.DoubleRow();
            reference.PredictMargin(wide, expected);
            ensemble.PredictMargin(wide, actual);
            Same(expected, actual, $"{what}, float64 row {i}", wide);
        }

        var actualBatch = new double[expectedBatch.Length];
        foreach (int count in (int[])[1, 2, 17, rows])
        {
            int length = Math.Min(count, rows);
            Array.Fill(actualBatch, double.NaN);
            ensemble.PredictMarginBatch(batch.AsSpan(0, length * random.Definition.FeatureCount), actualBatch.AsSpan(0, length * width));
            Same(expectedBatch.AsSpan(0, length * width), actualBatch.AsSpan(0, length * width), $"{what}, batch of {length}", batch);
        }
    }

    private static void Same<T>(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what, T[] row)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i])
                && !(double.IsNaN(expected[i]) && double.IsNaN(actual[i])))
            {
                Assert.Fail($"{what}: margin {i} is {actual[i]:R}, expected {expected[i]:R}. Row: {string.Join(" ", row.Take(400))}");
            }
        }
    }
}
