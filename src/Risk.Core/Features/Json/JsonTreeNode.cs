using System.Text.Json;
using Risk.Features.Definitions;

namespace Risk.Features.Json;

/// <summary>A JSON value with its place in the file.</summary>
internal sealed class JsonTreeNode(JsonValueKind kind, SourceRange range)
{
    public JsonValueKind Kind { get; } = kind;

    public SourceRange Range { get; } = range;

    /// <summary>Of a string.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a number: NaN when it is beyond a double.</summary>
    public double Number { get; init; }

    /// <summary>Of an array.</summary>
    public IReadOnlyList<JsonTreeNode> Items { get; init; } = [];

    /// <summary>Of an object, in order, duplicates included.</summary>
    public IReadOnlyList<JsonTreeMember> Members { get; init; } = [];

    /// <summary>What it is, for messages.</summary>
    public string Description => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
