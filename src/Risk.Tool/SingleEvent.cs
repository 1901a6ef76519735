using System.Text;
using System.Text.Json;
using Risk.Events;
using Risk.Rules;

namespace Risk.Tool;

/// <summary>An event given on the command line, and what looks wrong with it for the rules that read it.</summary>
internal static class SingleEvent
{
    private const int LongestShown = 60;

    /// <summary>Reads an event and warns of every value that an attribute the rules read can't take.</summary>
    /// <exception cref="ToolException">The text is no JSON object.</exception>
    public static AttributeRow Read(ToolContext context, RuleEvaluator evaluator, string argument)
    {
        byte[] json = Encoding.UTF8.GetBytes(EventFiles.Text(argument));
        AttributeRow row = evaluator.CreateRow();
        row.Clear();
        JsonReadResult result = new JsonEventReader(evaluator.Layout.Schema).Read(json, row);
        if (result.IsMalformed)
        {
            throw new ToolException($"--event: {result.Problem} (byte {result.MalformedAt + 1})");
        }

        Warn(context, evaluator, row, json);
        return row;
    }

    private static void Warn(ToolContext context, RuleEvaluator evaluator, AttributeRow row, byte[] json)
    {
        AttributeLayout layout = evaluator.Layout;
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });
        bool hasMetadata = document.RootElement.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object;
        for (int i = 0; i < layout.Schema.Count; i++)
        {
            AttributeDefinition attribute = layout.Schema[i];
            if (layout.UseOf(i) == AttributeUse.None)
            {
                continue;
            }

            string key = attribute.IsMetadata && attribute.Name.StartsWith("::", StringComparison.Ordinal) ? attribute.Name[2..^2] : attribute.Name;
            JsonElement value = default;
            bool isGiven = document.RootElement.TryGetProperty(attribute.IsMetadata ? $"::{key}::" : attribute.Name, out value)
                || (attribute.IsMetadata && hasMetadata && metadata.TryGetProperty(key, out value));
            if (isGiven && IsValue(value) && IsMissing(row, i, attribute))
            {
                string raw = value.GetRawText();
                raw = raw.Length <= LongestShown ? raw : raw[..LongestShown] + "…";
                string kind = attribute.Kind == AttributeKind.Boolean ? "true or false" : attribute.Kind.ToString().ToLowerInvariant();
                context.Error.WriteLine(RiskDiagnostic.Warning("RE011", $"'{attribute.Name}' is {raw}, which is no {kind}; it is taken as missing.") with { File = "--event" });
            }
        }
    }

    private static bool IsValue(JsonElement value) =>
        value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    private static bool IsMissing(AttributeRow row, int position, AttributeDefinition attribute) => attribute.Kind switch
    {
        AttributeKind.Number or AttributeKind.Boolean or AttributeKind.Timestamp => double.IsNaN(row.GetNumber(position)),
        _ => row.GetCode(position) == TextCode.Missing && !row.TryGetText(position, out _),
    };
}
