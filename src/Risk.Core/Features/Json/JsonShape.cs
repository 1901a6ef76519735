using System.Text.Json;
using Risk.Features.Definitions;
using Risk.Internals;

namespace Risk.Features.Json;

/// <summary>Takes values of an expected kind out of a JSON tree and reports what is otherwise.</summary>
internal sealed class JsonShape(PipelineProblems problems)
{
    public PipelineProblems Problems => problems;

    /// <summary>Reports every member that is not among the known ones.</summary>
    public void Expect(JsonTreeNode node, string path, params ReadOnlySpan<string> known)
    {
        foreach (JsonTreeMember member in node.Members)
        {
            if (!known.Contains(member.Name))
            {
                string? near = EditDistance.Nearest(member.Name, known);
                problems.Add(
                    FeatureCodes.UnknownMember,
                    $"'{member.Name}' is not known here.",
                    member.NameRange,
                    path,
                    near is null ? $"Use {string.Join(", ", known.ToArray())}." : $"Did you mean '{near}'?");
            }
        }
    }

    public static JsonTreeMember? Find(JsonTreeNode node, string name) => node.Members.FirstOrDefault(m => m.Name == name);

    /// <summary>A member's value, or null when it is absent; another kind is reported and null too.</summary>
    public JsonTreeNode? Member(JsonTreeNode node, string name, JsonValueKind kind, string path, bool isRequired = false)
    {
        if (Find(node, name) is not { } member)
        {
            if (isRequired)
            {
                problems.Add(FeatureCodes.WrongShape, $"'{name}' is missing.", node.Range, path);
            }

            return null;
        }

        return Is(member.Value, kind, $"{path}.{name}") ? member.Value : null;
    }

    public string? Text(JsonTreeNode node, string name, string path, bool isRequired = false) =>
        Member(node, name, JsonValueKind.String, path, isRequired)?.Text;

    public bool? Flag(JsonTreeNode node, string name, string path)
    {
        if (Find(node, name)?.Value is not { } value)
        {
            return null;
        }

        if (value.Kind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.Kind == JsonValueKind.True;
        }

        Report(value, "true or false", $"{path}.{name}");
        return null;
    }

    public bool Is(JsonTreeNode value, JsonValueKind kind, string path)
    {
        if (value.Kind == kind)
        {
            return true;
        }

        Report(value, new JsonTreeNode(kind, default).Description, path);
        return false;
    }

    public void Report(JsonTreeNode value, string expected, string path) =>
        problems.Add(FeatureCodes.WrongShape, $"This must be {expected}, not {value.Description}.", value.Range, path);
}
