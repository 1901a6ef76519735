using System.Text.Json;
using Risk.Internals;
using Risk.Models.Linear;

namespace Risk.Models.Formats.Coefficients;

/// <summary>
/// Coefficient JSON: feature names, coefficients and intercepts of a linear or logistic model, with the standardization it
/// was trained on. docs/models.md describes the keys.
/// </summary>
internal sealed class CoefficientFormat : IModelFormat
{
    internal const string Code = "RM060";

    public string Name => "coefficient JSON";

    public bool Recognizes(ReadOnlySpan<byte> content) => JsonProbe.HasProperty(content, "coefficients"u8);

    public IRiskModel Read(ReadOnlySpan<byte> content, string? file, ModelLoadOptions options)
    {
        using JsonDocument document = JsonModelDocument.Parse(content, Code, file);
        var json = new JsonObjectReader(document.RootElement, "model", Code, file);
        LinearModelDefinition definition = CoefficientReader.Read(json);
        json.ThrowIfAny(content, "model");
        return new LinearModel(definition);
    }
}
