namespace Risk.Models.Trees;

/// <summary>Chooses the engines of a model by what they cost, and says why.</summary>
internal static class TreeEngineFactory
{
    /// <summary>Makes the engines for a definition.</summary>
    /// <exception cref="RiskFormatException">A forced engine can't run the model, or doesn't exist.</exception>
    internal static TreeEngines Create(TreeEnsembleDefinition definition, TreeEngineOptions options)
    {
        string? forced = options.Engine ?? Environment.GetEnvironmentVariable(TreeEngineOptions.EnvironmentVariable);
        if (!string.IsNullOrEmpty(forced) && forced != ReferenceTreeEngine.EngineName)
        {
            throw new RiskFormatException([RiskDiagnostic.Error(
                "RM090",
                $"there is no tree engine named '{forced}'; the engines are: {ReferenceTreeEngine.EngineName}")]);
        }

        var reference = new ReferenceTreeEngine(definition);
        return new TreeEngines(reference, reference, null, "runs every model");
    }
}
