using System.Text.Json;
using Risk.Internals;
using Risk.Models.Scorecards;

namespace Risk.Models.Formats.Scorecards;

/// <summary>Scorecard JSON: attributes with bins and points, and how points become odds. docs/models.md describes the keys.</summary>
internal sealed class ScorecardFormat : IModelFormat
{
    internal const string Code = "RM065";

    public string Name => "scorecard JSON";

    public bool Recognizes(ReadOnlySpan<byte> content) => JsonProbe.HasProperty(content, "attributes"u8);

    public IRiskModel Read(ReadOnlySpan<byte> content, string? file, ModelLoadOptions options)
    {
        using JsonDocument document = JsonModelDocument.Parse(content, Code, file);
        var json = new JsonObjectReader(document.RootElement, "scorecard", Code, file);
        ScorecardDefinition definition = ScorecardReader.Read(json);
        json.ThrowIfAny(content, "scorecard");
        return new Scorecard(definition);
    }
}
