using Risk.Events;
using Risk.Features.Definitions;
using Risk.Features.Json;

namespace Risk;

public sealed partial class FeaturePipeline
{
    /// <summary>Reads a pipeline from a JSON file (docs/schemas/feature-pipeline.schema.json).</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The event's attributes; null takes those the file declares.</param>
    /// <exception cref="RiskFormatException">Something is wrong with it; all problems together, with lines and columns.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static FeaturePipeline Load(string path, EventSchema? schema = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), schema, path);
    }

    /// <summary>Reads a pipeline from JSON.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="schema">The event's attributes; null takes those the JSON declares.</param>
    /// <param name="file">A name for messages.</param>
    /// <exception cref="RiskFormatException">Something is wrong with it; all problems together, with lines and columns.</exception>
    public static FeaturePipeline Parse(ReadOnlySpan<byte> utf8, EventSchema? schema = null, string? file = null)
    {
        (PipelineSource source, PipelineProblems problems) = PipelineJson.Parse(utf8, schema, file);
        return Create(source, problems);
    }

    /// <summary>The pipeline as JSON, one feature a line, with the attributes it was made for. Reading it gives an equal pipeline.</summary>
    public string ToJson() => PipelineJson.Write(_source);
}
