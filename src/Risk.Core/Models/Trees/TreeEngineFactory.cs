namespace Risk.Models.Trees;

/// <summary>Chooses the engines of a model by what they cost, and says why.</summary>
internal static class TreeEngineFactory
{
    /// <summary>The names of all engines.</summary>
    internal static readonly string[] Names = [DenseMasks.EngineName, LevelSelect.EngineName, Interleaved.NarrowName, Interleaved.WideName, ReferenceTreeEngine.EngineName];

    /// <summary>Makes the engines for a definition.</summary>
    /// <exception cref="RiskFormatException">A forced engine can't run the model, or doesn't exist.</exception>
    internal static TreeEngines Create(TreeEnsembleDefinition definition, TreeEngineOptions options)
    {
        string? forced = options.Engine ?? Environment.GetEnvironmentVariable(TreeEngineOptions.EnvironmentVariable);
        return string.IsNullOrEmpty(forced) ? Choose(definition, options) : Force(definition, forced);
    }

    private static TreeEngines Choose(TreeEnsembleDefinition definition, TreeEngineOptions options)
    {
        if (LevelSelect.TryCreate(definition, out string? deep) is { } levels)
            return Combine(definition, levels, $"its trees have at most {LevelSelect.MaximumLevels} levels");
        if (DenseMasks.TryCreate(definition, options.MaximumMaskBytes, out string? obstacle) is { } masks)
            return Combine(definition, masks, $"its masks fit into the second-level cache; no {LevelSelect.EngineName}: {deep}");

        string reason = $"no {LevelSelect.EngineName}: {deep}; no {DenseMasks.EngineName}: {obstacle}";
        if (Interleaved.TryCreateNarrow(definition, out string? narrow) is { } interleaved)
            return Combine(definition, interleaved, $"walks eight trees at a time; {reason}");
        if (Interleaved.TryCreateWide(definition, out string? large) is { } wide)
            return Combine(definition, wide, $"has room for large trees; no {Interleaved.NarrowName}: {narrow}; {reason}");

        var reference = new ReferenceTreeEngine(definition);
        return new TreeEngines(reference, reference, null, $"runs every model; no {Interleaved.WideName}: {large}; {reason}");
    }

    private static TreeEngines Force(TreeEnsembleDefinition definition, string name)
    {
        string? obstacle = null;
        ITreeEngine? engine = name switch
        {
            ReferenceTreeEngine.EngineName => new ReferenceTreeEngine(definition),
            DenseMasks.EngineName => DenseMasks.TryCreate(definition, Array.MaxLength, out obstacle),
            LevelSelect.EngineName => LevelSelect.TryCreate(definition, out obstacle),
            Interleaved.NarrowName => Interleaved.TryCreateNarrow(definition, out obstacle),
            Interleaved.WideName => Interleaved.TryCreateWide(definition, out obstacle),
            _ => throw new RiskFormatException(RiskDiagnostic.Error(
                "RM090", $"There is no tree engine named '{name}'.") with
            { Suggestion = $"Use one of {string.Join(", ", Names)}, or none." }),
        };

        return engine is null
            ? throw new RiskFormatException(RiskDiagnostic.Error("RM091", $"The tree engine '{name}' can't run the model: {obstacle}."))
            : Combine(definition, engine, "forced by name");
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
