using System.Globalization;
using System.Text.Json;
using Risk.Features.Definitions;
using Risk.Internals;

namespace Risk.Features.Json;

/// <summary>
/// Reads expressions: the name of an attribute or window, a number, <c>{"feature": …}</c>, one transform with its input,
/// or an input with steps that follow one another.
/// </summary>
internal sealed class ExpressionJson(JsonShape shape)
{
    private const string Inputs = "inputs";
    private const string Input = "input";
    private const string TransformMember = "transform";

    /// <returns>The expression, or null when something was reported.</returns>
    public FeatureNode? Read(JsonTreeNode value, string path)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String:
                return new AttributeNode(value.Text, ValueKinds.Any) { Range = value.Range };
            case JsonValueKind.Number:
                return new ConstantNode(value.Number) { Range = value.Range };
            case JsonValueKind.Object:
                return Object(value, path, []);
            default:
                shape.Report(value, "an attribute's name, a number or an object", path);
                return null;
        }
    }

    /// <summary>Reads an object that may have other members beside those of the expression.</summary>
    public FeatureNode? Object(JsonTreeNode value, string path, ReadOnlySpan<string> others)
    {
        if (JsonShape.Find(value, TransformMember) is not null)
        {
            return Transform(value, path, InputsOf(value, path), ["description", Input, Inputs, .. others]);
        }

        shape.Expect(value, path, ["feature", Input, "steps", TransformMember, "description", .. others]);
        if (shape.Text(value, "feature", path) is { } feature)
        {
            return new ReferenceNode(feature) { Range = value.Range };
        }

        if (JsonShape.Find(value, Input) is not { } input)
        {
            shape.Problems.Add(
                FeatureCodes.WrongShape, "There is neither 'input' nor 'feature'.", value.Range, path, "Say what to read, such as \"input\": \"amount\".");
            return null;
        }

        FeatureNode? node = Read(input.Value, $"{path}.{Input}");
        IReadOnlyList<JsonTreeNode> steps = shape.Member(value, "steps", JsonValueKind.Array, path)?.Items ?? [];
        for (int i = 0; i < steps.Count; i++)
        {
            node = Step(steps[i], string.Create(CultureInfo.InvariantCulture, $"{path}.steps[{i}]"), node);
        }

        return node;
    }

    private FeatureNode? Step(JsonTreeNode step, string path, FeatureNode? input)
    {
        switch (step.Kind)
        {
            case JsonValueKind.String:
                return Find(step, path) is { } transform && input is not null
                    ? new TransformNode(transform, [input], new object?[transform.Parameters.Count]) { Range = step.Range }
                    : null;
            case JsonValueKind.Object:
                return Transform(step, path, input is null ? null : [input], ["description"]);
            default:
                shape.Report(step, "a transform's name or an object", path);
                return null;
        }
    }

    private FeatureNode[]? InputsOf(JsonTreeNode value, string path)
    {
        if (JsonShape.Find(value, Input) is { } single)
        {
            return Read(single.Value, $"{path}.{Input}") is { } node ? [node] : null;
        }

        if (shape.Member(value, Inputs, JsonValueKind.Array, path, isRequired: true) is not { } array)
        {
            return null;
        }

        FeatureNode?[] nodes = new FeatureNode?[array.Items.Count];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Read(array.Items[i], string.Create(CultureInfo.InvariantCulture, $"{path}.{Inputs}[{i}]"));
        }

        return nodes.Contains(null) ? null : Array.ConvertAll(nodes, n => n!);
    }

    private TransformNode? Transform(JsonTreeNode value, string path, FeatureNode[]? inputs, ReadOnlySpan<string> others)
    {
        if (shape.Member(value, TransformMember, JsonValueKind.String, path, isRequired: true) is not { } name || Find(name, path) is not { } transform)
        {
            return null;
        }

        IReadOnlyList<TransformParameter> parameters = transform.Parameters;
        shape.Expect(value, path, [TransformMember, .. parameters.Select(p => p.Name), .. others]);
        var arguments = new object?[parameters.Count];
        var ranges = new SourceRange?[parameters.Count];
        bool isValid = true;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (JsonShape.Find(value, parameters[i].Name) is { } member)
            {
                arguments[i] = ArgumentJson.Read(member.Value, parameters[i], $"{path}.{parameters[i].Name}", shape);
                ranges[i] = member.Value.Range;
                isValid &= arguments[i] is not null;
            }
        }

        return isValid && inputs is not null
            ? new TransformNode(transform, inputs, arguments) { Range = name.Range, ArgumentRanges = ranges }
            : null;
    }

    private Transform? Find(JsonTreeNode name, string path)
    {
        Transform? transform = TransformCatalog.Find(name.Text);
        if (transform is null)
        {
            string? near = EditDistance.Nearest(name.Text, [.. TransformCatalog.Names]);
            shape.Problems.Add(
                FeatureCodes.UnknownTransform,
                $"There is no transform '{name.Text}'.",
                name.Range,
                $"{path}.{TransformMember}",
                near is null ? $"Use one of {string.Join(", ", TransformCatalog.Names)}." : $"Did you mean '{near}'?");
        }

        return transform;
    }
}
