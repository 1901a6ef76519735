using System.Text.Json;
using Risk.Features.Definitions;

namespace Risk.Features.Json;

/// <summary>Writes entries of a pipeline; unary transforms that follow one another become steps.</summary>
internal static class FeatureWriter
{
    public static void Write(Utf8JsonWriter writer, FeatureDefinition feature)
    {
        writer.WriteStartObject();
        writer.WriteString("name", feature.Name);
        WriteMembers(writer, feature.Node);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, FeatureNode node)
    {
        switch (node)
        {
            case AttributeNode attribute:
                writer.WriteStringValue(attribute.Name);
                break;
            case ConstantNode constant:
                writer.WriteNumberValue(constant.Value);
                break;
            default:
                writer.WriteStartObject();
                WriteMembers(writer, node);
                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, FeatureNode node)
    {
        switch (node)
        {
            case ReferenceNode reference:
                writer.WriteString("feature", reference.Feature);
                break;
            case TransformNode { Inputs: [TransformNode { Inputs.Count: 1 }] }:
                WriteSteps(writer, node);
                break;
            case TransformNode transform:
                WriteInputs(writer, transform);
                WriteTransform(writer, transform);
                break;
            default:
                writer.WritePropertyName("input");
                WriteValue(writer, node);
                break;
        }
    }

    private static void WriteSteps(Utf8JsonWriter writer, FeatureNode node)
    {
        List<TransformNode> steps = [];
        while (node is TransformNode { Inputs.Count: 1 } step)
        {
            steps.Insert(0, step);
            node = step.Inputs[0];
        }

        writer.WritePropertyName("input");
        WriteValue(writer, node);
        writer.WriteStartArray("steps");
        foreach (TransformNode step in steps)
        {
            if (step.Arguments.All(a => a is null))
            {
                writer.WriteStringValue(step.Transform.Name);
            }
            else
            {
                writer.WriteStartObject();
                WriteTransform(writer, step);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteInputs(Utf8JsonWriter writer, TransformNode node)
    {
        if (node.Inputs.Count == 1)
        {
            writer.WritePropertyName("input");
            WriteValue(writer, node.Inputs[0]);
            return;
        }

        writer.WriteStartArray("inputs");
        foreach (FeatureNode input in node.Inputs)
        {
            WriteValue(writer, input);
        }

        writer.WriteEndArray();
    }

    private static void WriteTransform(Utf8JsonWriter writer, TransformNode node)
    {
        writer.WriteString("transform", node.Transform.Name);
        for (int i = 0; i < node.Arguments.Count; i++)
        {
            if (node.Arguments[i] is { } argument)
            {
                ArgumentJson.Write(writer, node.Transform.Parameters[i].Name, argument);
            }
        }
    }
}
