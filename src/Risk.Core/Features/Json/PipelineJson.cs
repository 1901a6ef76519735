using System.Globalization;
using System.Text;
using System.Text.Json;
using Risk.Events;
using Risk.Features.Definitions;
using Risk.Velocity;

namespace Risk.Features.Json;

/// <summary>The JSON form of a pipeline (docs/schemas/feature-pipeline.schema.json).</summary>
internal static class PipelineJson
{
    /// <summary>The version this code writes and reads.</summary>
    public const int Version = 1;

    /// <summary>Reads everything; what is wrong with parts is in the problems, to be told with what else there is.</summary>
    /// <exception cref="RiskFormatException">It is no JSON object.</exception>
    public static (PipelineSource Source, PipelineProblems Problems) Parse(ReadOnlySpan<byte> utf8, EventSchema? schema, string? file)
    {
        var text = new SourceText(utf8.ToArray());
        var problems = new PipelineProblems(file, text);
        PipelineSource? source = Read(text, schema, problems);
        if (source is null)
        {
            problems.ThrowIfAny();
        }

        return (source!, problems);
    }

    public static string Write(PipelineSource source)
    {
        var text = new StringBuilder("{\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"version\": {Version},\n");
        Append(text, "attributes", source.Schema.Attributes, SchemaJson.Write);
        if (source.Windows.Count > 0)
        {
            Append(text, "windows", source.Windows, WindowJson.Write);
        }

        Append(text, "features", source.Features, FeatureWriter.Write);
        return text.Remove(text.Length - 2, 1).Append("}\n").ToString();
    }

    /// <summary>Reads everything, reporting all that is wrong; what could not be read is left out of the result.</summary>
    private static PipelineSource? Read(SourceText text, EventSchema? schema, PipelineProblems problems)
    {
        if (JsonTreeReader.Read(text, problems) is not { } root)
        {
            return null;
        }

        var shape = new JsonShape(problems);
        if (!shape.Is(root, JsonValueKind.Object, ""))
        {
            return null;
        }

        shape.Expect(root, "", "$schema", "version", "description", "attributes", "windows", "features");
        CheckVersion(root, shape);
        EventSchema? declared = SchemaJson.Read(root, shape);
        if (declared is null && schema is null)
        {
            problems.Add(
                FeatureCodes.NoSchema, "No schema was given and the file declares no attributes.", root.Range with { End = root.Range.Start + 1 }, "attributes", "Pass a schema, or add 'attributes'.");
            declared = new EventSchema([]);
        }

        (IReadOnlyList<WindowDefinition> windows, IReadOnlyList<SourceRange> ranges) = WindowJson.Read(root, shape);
        return new PipelineSource(schema ?? declared!, windows, Features(root, shape)) { WindowRanges = ranges };
    }

    private static void CheckVersion(JsonTreeNode root, JsonShape shape)
    {
        if (shape.Member(root, "version", JsonValueKind.Number, "") is { } version && version.Number != Version)
        {
            shape.Problems.Add(
                FeatureCodes.UnknownVersion,
                string.Create(CultureInfo.InvariantCulture, $"The version is {version.Number:R}; this library reads version {Version}."),
                version.Range,
                "version",
                "Use a newer library, or write the file anew.");
        }
    }

    private static List<FeatureDefinition> Features(JsonTreeNode root, JsonShape shape)
    {
        List<FeatureDefinition> features = [];
        var expressions = new ExpressionJson(shape);
        IReadOnlyList<JsonTreeNode> items = shape.Member(root, "features", JsonValueKind.Array, "", isRequired: true)?.Items ?? [];
        for (int i = 0; i < items.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"features[{i}]");
            if (!shape.Is(items[i], JsonValueKind.Object, path))
            {
                continue;
            }

            JsonTreeNode? name = shape.Member(items[i], "name", JsonValueKind.String, path, isRequired: true);
            FeatureNode? node = expressions.Object(items[i], path, ["name"]);

            // An entry that could not be read still has its name, so that references to it aren't reported as well.
            features.Add(new FeatureDefinition(name?.Text ?? "", node ?? UnreadableNode.Instance) { Range = items[i].Range, NameRange = name?.Range });
        }

        return features;
    }

    // One element a line reads well and diffs well.
    private static void Append<T>(StringBuilder text, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        text.Append(CultureInfo.InvariantCulture, $"  \"{name}\": [\n");
        for (int i = 0; i < items.Count; i++)
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                write(writer, items[i]);
            }

            text.Append("    ").Append(Encoding.UTF8.GetString(stream.ToArray())).Append(i < items.Count - 1 ? ",\n" : "\n");
        }

        text.Append("  ],\n");
    }
}
