using System.Diagnostics;
using System.Globalization;
using Risk.Models;
using Xunit.Sdk;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>
/// Loads damaged files: each gives a model or a <see cref="RiskFormatException"/>, soon and without taking much memory, and what loads
/// scores and explains whatever row it is given.
/// </summary>
internal static class ModelMutation
{
    private const long BytesPerFileByte = 64;
    private const long BytesAllowance = 12L << 20;
    private const int MilliSeconds = 10_000;
    private const int MarginsExplained = 3;
    private const int TreesExplained = 200;

    /// <summary>Damages the files in turn.</summary>
    /// <returns>How many of them still loaded.</returns>
    public static int Run(IReadOnlyList<byte[]> files, int count, int seed)
    {
        int loaded = 0;
        for (int i = 0; i < count; i++)
        {
            int source = i % files.Count;
            byte[] file = FileMutator.Mutate(files[source], new Random(seed + i));
            try
            {
                loaded += Load(file) ? 1 : 0;
            }
            catch (Exception problem) when (problem is not XunitException)
            {
                throw new XunitException(string.Create(CultureInfo.InvariantCulture, $"Mutant {i} of file {source} with seed {seed}: {problem}"));
            }
        }

        return loaded;
    }

    private static bool Load(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        bool loaded = RiskModel.TryLoad(file, "mutant", out IRiskModel? model, out IReadOnlyList<RiskDiagnostic> diagnostics);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(bytes, 0, (file.Length * BytesPerFileByte) + BytesAllowance);
        Assert.All(diagnostics, diagnostic => Assert.StartsWith("RM0", diagnostic.Code, StringComparison.Ordinal));
        if (loaded)
        {
            Score(model!);
        }
        else
        {
            Assert.NotEmpty(diagnostics);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 0, MilliSeconds);
        return loaded;
    }

    private static void Score(IRiskModel model)
    {
        float[] outputs = new float[model.OutputCount];
        foreach (float value in (float[])[0, float.NaN, 3.5f, -1e30f, float.PositiveInfinity])
        {
            float[] row = new float[model.FeatureCount];
            Array.Fill(row, value);
            model.Predict(row, outputs);
            if (model is IMarginModel withMargins)
            {
                double[] margins = new double[withMargins.MarginCount];
                withMargins.PredictMargin(row, margins);
                withMargins.PredictMargin(Array.ConvertAll(row, item => (double)item), margins);
            }

            if (model is IExplainableModel explainable && model.Info.TreeCount < TreesExplained)
            {
                for (int margin = 0; margin < Math.Min(explainable.MarginCount, MarginsExplained); margin++)
                {
                    explainable.Explain(row, margin, new double[model.FeatureCount]);
                }
            }
        }
    }
}
