using System.Text.Json;
using System.Text.Json.Nodes;
using Risk.Features.Definitions;

namespace Risk.Core.Tests.Features;

/// <summary>Writes docs/schemas/feature-pipeline.schema.json from the transforms, so that it can't lag behind them.</summary>
internal static class PipelineSchemaDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Feature pipeline of Risk.Core",
        ["description"] = "Turns an event's attributes into the vector a model was trained on. docs/features.md explains every transform.",
        ["type"] = "object",
        ["required"] = new JsonArray("features"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = Type("string"),
            ["version"] = new JsonObject { ["const"] = 1 },
            ["description"] = Type("string"),
            ["attributes"] = ArrayOf(Reference("attribute")),
            ["windows"] = ArrayOf(Reference("window")),
            ["features"] = ArrayOf(Reference("feature"), 1),
        },
        ["$defs"] = Definitions(),
    }.ToJsonString(Indented);

    private static JsonObject Definitions()
    {
        var definitions = new JsonObject
        {
            ["attribute"] = Closed(
                ["name", "type"],
                ("name", Type("string")),
                ("type", OneOf("number", "text", "token", "country", "boolean", "timestamp")),
                ("min", Type("number")),
                ("max", Type("number")),
                ("key", Type("boolean")),
                ("metadata", Type("boolean")),
                ("description", Type("string"))),
            ["duration"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+[smhd]$" },
            ["window"] = Closed(
                ["name", "aggregate", "window"],
                ("name", Type("string")),
                ("key", Type("string")),
                ("keys", ArrayOf(Type("string"), 1)),
                ("aggregate", OneOf("count", "sum", "average", "minimum", "maximum", "distinct", "since_first", "since_last", "ratio")),
                ("value", Type("string")),
                ("window", Reference("duration")),
                ("lag", Reference("duration")),
                ("include_current", Type("boolean")),
                ("where", Type("string")),
                ("buckets", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 10_000 }),
                ("exact_distinct_values", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 16_384 }),
                ("description", Type("string"))),
            ["category"] = Any(Type("string"), Type("number"), ArrayOf(Reference("category"))),
            ["expression"] = Any(Type("string"), Type("number"), Object([])),
            ["feature"] = Object([("name", new JsonObject { ["type"] = "string", ["minLength"] = 1 })], "name"),
            ["read"] = Any(
                new JsonObject { ["required"] = new JsonArray("feature"), ["properties"] = new JsonObject { ["feature"] = Type("string") } },
                new JsonObject
                {
                    ["required"] = new JsonArray("input"),
                    ["properties"] = new JsonObject { ["input"] = Reference("expression"), ["steps"] = ArrayOf(Reference("step")) },
                }),
            ["inputs"] = Any(
                new JsonObject { ["required"] = new JsonArray("input"), ["properties"] = new JsonObject { ["input"] = Reference("expression") } },
                new JsonObject { ["required"] = new JsonArray("inputs"), ["properties"] = new JsonObject { ["inputs"] = ArrayOf(Reference("expression"), 1) } }),
            ["step"] = Any(
                OneOf([.. TransformCatalog.Names]),
                new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["description"] = Type("string") },
                    ["$ref"] = "#/$defs/transform",
                    ["unevaluatedProperties"] = false,
                }),
            ["transform"] = new JsonObject { ["oneOf"] = new JsonArray([.. TransformCatalog.All.Select(t => Reference(t.Name))]) },
        };
        foreach (Transform transform in TransformCatalog.All)
        {
            definitions[transform.Name] = Of(transform);
        }

        return definitions;
    }

    // What reads something (another feature, an input with steps), or transforms its inputs.
    private static JsonObject Object((string Name, JsonNode Schema)[] members, params string[] required)
    {
        var properties = new JsonObject { ["description"] = Type("string") };
        foreach ((string name, JsonNode schema) in members)
        {
            properties[name] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
            ["properties"] = properties,
            ["anyOf"] = new JsonArray(
                Reference("read"),
                new JsonObject { ["$ref"] = "#/$defs/transform", ["anyOf"] = new JsonArray(Reference("inputs")) }),
            ["unevaluatedProperties"] = false,
        };
    }

    private static JsonObject Of(Transform transform)
    {
        var properties = new JsonObject { ["transform"] = new JsonObject { ["const"] = transform.Name } };
        List<string> required = ["transform"];
        foreach (TransformParameter parameter in transform.Parameters)
        {
            properties[parameter.Name] = Of(parameter);
            if (parameter.Default is null && !parameter.IsOptional && !parameter.IsFitted)
            {
                required.Add(parameter.Name);
            }
        }

        return new JsonObject { ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]), ["properties"] = properties };
    }

    private static JsonObject Of(TransformParameter parameter)
    {
        JsonObject schema = parameter.Kind switch
        {
            ParameterKind.Number => Type("number"),
            ParameterKind.Integer => Type("integer"),
            ParameterKind.Flag => Type("boolean"),
            ParameterKind.Word => OneOf([.. parameter.Words]),
            ParameterKind.Categories => ArrayOf(Reference("category"), 1),
            _ => ArrayOf(Type("number"), parameter.MinimumCount),
        };
        if (double.IsFinite(parameter.Minimum))
        {
            schema["minimum"] = parameter.Minimum;
        }

        if (double.IsFinite(parameter.Maximum))
        {
            schema["maximum"] = parameter.Maximum;
        }

        if (parameter.Default is { } value)
        {
            schema["default"] = value switch { bool flag => flag, int number => number, double number => number, _ => (JsonNode)(string)value };
        }

        if (parameter.IsFitSetting)
        {
            schema["description"] = "Only for fitting.";
        }
        else if (parameter.IsFitted)
        {
            schema["description"] = "Found by a fit when left out of a definition.";
        }

        return schema;
    }

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonObject OneOf(params string[] words) => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };

    private static JsonObject Any(params JsonNode[] schemas) => new() { ["anyOf"] = new JsonArray(schemas) };

    private static JsonObject ArrayOf(JsonNode items, int minimum = 0)
    {
        var array = new JsonObject { ["type"] = "array", ["items"] = items };
        if (minimum > 0)
        {
            array["minItems"] = minimum;
        }

        return array;
    }

    private static JsonObject Closed(string[] required, params (string Name, JsonNode Schema)[] members)
    {
        var properties = new JsonObject();
        foreach ((string name, JsonNode schema) in members)
        {
            properties[name] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }
}
