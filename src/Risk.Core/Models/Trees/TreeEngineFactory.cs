using System.Globalization;
using System.Text;

namespace Risk.Models.Trees;

/// <summary>Chooses the engines of a model by what they cost, and says why.</summary>
internal static class TreeEngineFactory
{
    /// <summary>The names of all engines.</summary>
    internal static readonly string[] Names = [DenseMasks.EngineName, LevelSelect.EngineName, LevelWalk.EngineName, RowLanes.EngineName, Interleaved.NarrowName, Interleaved.WideName, ReferenceTreeEngine.EngineName];

    /// <summary>Makes the engines for a definition.</summary>
    /// <exception cref="RiskFormatException">A forced engine can't run the model, or doesn't exist.</exception>
    internal static TreeEngines Create(TreeEnsembleDefinition definition, TreeEngineOptions options)
    {
        string? forced = options.Engine ?? Environment.GetEnvironmentVariable(TreeEngineOptions.EnvironmentVariable);
        return string.IsNullOrEmpty(forced) ? Choose(definition, options) : Force(definition, forced);
    }

    // The cheapest engine that can run the model.
    private static TreeEngines Choose(TreeEnsembleDefinition definition, TreeEngineOptions options)
    {
        var refusals = new StringBuilder();
        foreach (TreeEngineCost cost in TreeEngineCost.Estimate(definition))
        {
            if (TryCreate(definition, cost.Engine, options.MaximumMaskBytes, out string? obstacle) is { } engine)
                return WithBatches(definition, Combine(definition, engine, string.Create(CultureInfo.InvariantCulture, $"about {cost.Cycles:F0} cycles a row{refusals}")));
            refusals.Append(CultureInfo.InvariantCulture, $"; no {cost.Engine}: {obstacle}");
        }

        var reference = new ReferenceTreeEngine(definition);
        return new TreeEngines(reference, reference, null, $"runs every model{refusals}");
    }

    private static TreeEngines WithBatches(TreeEnsembleDefinition definition, TreeEngines engines) =>
        RowLanes.TryCreate(definition, engines.Row, out string? obstacle) is { } batch
            ? engines with { Batch = batch, Reason = $"{engines.Reason}; batches by {RowLanes.EngineName}" }
            : engines with { Reason = $"{engines.Reason}; no {RowLanes.EngineName}: {obstacle}" };

    private static TreeEngines Force(TreeEnsembleDefinition definition, string name)
    {
        if (Array.IndexOf(Names, name) < 0)
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RM090", $"There is no tree engine named '{name}'.") with
            {
                Suggestion = $"Use one of {string.Join(", ", Names)}, or none.",
            });
        }

        return TryCreate(definition, name, Array.MaxLength, out string? obstacle) is { } engine
            ? Combine(definition, engine, "forced by name")
            : throw new RiskFormatException(RiskDiagnostic.Error("RM091", $"The tree engine '{name}' can't run the model: {obstacle}."));
    }

    private static ITreeEngine? TryCreate(TreeEnsembleDefinition definition, string name, long maximumMaskBytes, out string? obstacle)
    {
        obstacle = null;
        return name switch
        {
            DenseMasks.EngineName => DenseMasks.TryCreate(definition, maximumMaskBytes, out obstacle),
            LevelSelect.EngineName => LevelSelect.TryCreate(definition, out obstacle),
            RowLanes.EngineName => RowLanes.TryCreate(definition, null, out obstacle),
            LevelWalk.EngineName => LevelWalk.TryCreate(definition, out obstacle),
            Interleaved.NarrowName => Interleaved.TryCreateNarrow(definition, out obstacle),
            Interleaved.WideName => Interleaved.TryCreateWide(definition, out obstacle),
            _ => new ReferenceTreeEngine(definition),
        };
    }

    // Float64 rows of a float32 framework are rounded; of a float64 framework they need an engine that compares in double.
    private static TreeEngines Combine(TreeEnsembleDefinition definition, ITreeEngine row, string reason)
    {
        bool isSingle = definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle;
        bool isDouble = row is ITreeDoubleEngine && row.Name != Interleaved.NarrowName;
        ITreeDoubleEngine doubleRow = isSingle
            ? new RoundedRowEngine(row)
            : isDouble ? (ITreeDoubleEngine)row
            : Interleaved.TryCreateWide(definition, out _) ?? new ReferenceTreeEngine(definition);
        return new TreeEngines(row, doubleRow, row as ITreeBatchEngine, reason);
    }
}
