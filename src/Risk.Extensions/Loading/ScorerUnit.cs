namespace Risk.Extensions.Loading;

/// <summary>One scorer of a service, champion or variant, with its last good state.</summary>
internal sealed class ScorerUnit<TEvent>(string? variant, ScorerRecipe<TEvent> recipe)
{
    private Dictionary<RiskSource, string> _contents = [];

    /// <summary>The variant's name; null for the champion.</summary>
    public string? Variant => variant;

    /// <summary>Its sources.</summary>
    public IEnumerable<RiskSource> Sources => recipe.Sources;

    /// <summary>The last good scorer; null before the first.</summary>
    public RiskScorer<TEvent>? Live { get; private set; }

    /// <summary>Why the sources were refused; empty when they were not.</summary>
    public IReadOnlyList<RiskDiagnostic> Problems { get; private set; } = [];

    /// <summary>Builds a scorer from the sources, or keeps the last good one.</summary>
    /// <param name="reader">Reads the sources.</param>
    /// <param name="trials">Events that a new scorer must be able to preview.</param>
    public ReloadResult Load(SourceReader reader, ReadOnlySpan<TEvent> trials)
    {
        try
        {
            if (Live is not null && !recipe.RunsCode && _contents.All(source => reader.HashOf(source.Key) == source.Value))
            {
                Problems = [];
                return ReloadResult.Unchanged;
            }

            RiskScorer<TEvent> next = recipe.Build(reader);
            foreach (ref readonly TEvent trial in trials)
            {
                next.Preview(in trial);
            }

            Live = next;
            _contents = recipe.Sources.ToDictionary(static source => source, reader.HashOf);
            Problems = [];
            return ReloadResult.Published;
        }
        catch (RiskFormatException exception)
        {
            Problems = exception.Diagnostics;
        }
        catch (Exception exception)
        {
            // Whatever went wrong beside the live scorer must not reach it, nor the timer's thread.
            Problems = [RiskDiagnostic.Error("RB044", $"loading failed with {exception.GetType().Name}: {exception.Message}")];
        }

        if (variant is not null)
        {
            Problems = [.. Problems.Select(problem => problem with { Message = $"{variant}: {problem.Message}" })];
        }

        return ReloadResult.Refused;
    }
}
