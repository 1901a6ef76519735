using System.Text.Json;
using System.Text.RegularExpressions;

namespace Risk.Core.Tests.Features;

/// <summary>As much of JSON Schema 2020-12 as the schemas in docs/schemas use.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly JsonElement NoProperties = JsonDocument.Parse("{}").RootElement;

    /// <summary>What of an instance breaks the schema; empty when it is valid.</summary>
    public List<string> Validate(JsonElement instance)
    {
        List<string> problems = [];
        Check(root, instance, "", problems, []);
        return problems;
    }

    private static bool IsType(string? type, JsonElement instance) => type switch
    {
        "object" => instance.ValueKind == JsonValueKind.Object,
        "array" => instance.ValueKind == JsonValueKind.Array,
        "string" => instance.ValueKind == JsonValueKind.String,
        "number" => instance.ValueKind == JsonValueKind.Number,
        "integer" => instance.ValueKind == JsonValueKind.Number && instance.GetDouble() == Math.Truncate(instance.GetDouble()),
        "boolean" => instance.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The type '{type}' is not known here."),
    };

    private bool IsValid(JsonElement schema, JsonElement instance, HashSet<string> evaluated)
    {
        List<string> problems = [];
        HashSet<string> own = [];
        Check(schema, instance, "", problems, own);
        if (problems.Count == 0)
        {
            evaluated.UnionWith(own);
        }

        return problems.Count == 0;
    }

    private void Check(JsonElement schema, JsonElement instance, string path, List<string> problems, HashSet<string> evaluated)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (!Holds(schema, keyword.Name, keyword.Value, instance, path, problems, evaluated))
            {
                problems.Add($"{path}: {keyword.Name} {keyword.Value.GetRawText().ReplaceLineEndings(" ")}");
            }
        }
    }

    private bool Holds(
        JsonElement schema, string keyword, JsonElement value, JsonElement instance, string path, List<string> problems, HashSet<string> evaluated)
    {
        switch (keyword)
        {
            case "$schema" or "$defs" or "title" or "description" or "default":
                return true;
            case "additionalProperties" when !schema.TryGetProperty("properties", out _):
                Properties(schema, NoProperties, instance, path, problems, evaluated);
                return true;
            case "additionalProperties":
                return true;
            case "$ref":
                Check(root.GetProperty("$defs").GetProperty(value.GetString()!["#/$defs/".Length..]), instance, path, problems, evaluated);
                return true;
            case "type":
                return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(t => IsType(t.GetString(), instance)) : IsType(value.GetString(), instance);
            case "const":
                return JsonElement.DeepEquals(value, instance);
            case "enum":
                return value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, instance));
            case "anyOf":
                return value.EnumerateArray().Count(s => IsValid(s, instance, evaluated)) > 0;
            case "oneOf":
                return value.EnumerateArray().Count(s => IsValid(s, instance, evaluated)) == 1;
            case "minimum":
                return instance.ValueKind != JsonValueKind.Number || instance.GetDouble() >= value.GetDouble();
            case "maximum":
                return instance.ValueKind != JsonValueKind.Number || instance.GetDouble() <= value.GetDouble();
            case "minLength":
                return instance.ValueKind != JsonValueKind.String || instance.GetString()!.Length >= value.GetInt32();
            case "pattern":
                return instance.ValueKind != JsonValueKind.String || Regex.IsMatch(instance.GetString()!, value.GetString()!);
            case "minItems":
                return instance.ValueKind != JsonValueKind.Array || instance.GetArrayLength() >= value.GetInt32();
            case "maxItems":
                return instance.ValueKind != JsonValueKind.Array || instance.GetArrayLength() <= value.GetInt32();
            case "items":
                Items(value, instance, path, problems);
                return true;
            case "required":
                return instance.ValueKind != JsonValueKind.Object || value.EnumerateArray().All(n => instance.TryGetProperty(n.GetString()!, out _));
            case "properties":
                Properties(schema, value, instance, path, problems, evaluated);
                return true;
            case "unevaluatedProperties":
                return instance.ValueKind != JsonValueKind.Object || instance.EnumerateObject().All(p => evaluated.Contains(p.Name));
            default:
                throw new NotSupportedException($"The keyword '{keyword}' is not known here.");
        }
    }

    private void Items(JsonElement schema, JsonElement instance, string path, List<string> problems)
    {
        int index = 0;
        foreach (JsonElement item in instance.ValueKind == JsonValueKind.Array ? instance.EnumerateArray() : default)
        {
            Check(schema, item, $"{path}[{index++}]", problems, []);
        }
    }

    private void Properties(JsonElement schema, JsonElement properties, JsonElement instance, string path, List<string> problems, HashSet<string> evaluated)
    {
        foreach (JsonProperty member in instance.ValueKind == JsonValueKind.Object ? instance.EnumerateObject() : default)
        {
            bool isKnown = properties.TryGetProperty(member.Name, out JsonElement known);
            if (isKnown)
            {
                evaluated.Add(member.Name);
                Check(known, member.Value, $"{path}.{member.Name}", problems, []);
            }
            else if (schema.TryGetProperty("additionalProperties", out JsonElement additional))
            {
                if (additional.ValueKind == JsonValueKind.False)
                {
                    problems.Add($"{path}.{member.Name}: unknown");
                }
                else
                {
                    Check(additional, member.Value, $"{path}.{member.Name}", problems, []);
                }
            }
        }
    }
}
