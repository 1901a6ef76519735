using System.Text.Json;
using Risk.Features.Definitions;

namespace Risk.Features.Json;

/// <summary>Arguments of transforms in JSON.</summary>
internal static class ArgumentJson
{
    /// <returns>The value, or null when it has the wrong shape, which is reported.</returns>
    public static object? Read(JsonTreeNode value, TransformParameter parameter, string path, JsonShape shape)
    {
        switch (parameter.Kind)
        {
            case ParameterKind.Number:
                return shape.Is(value, JsonValueKind.Number, path) ? value.Number : null;
            case ParameterKind.Integer:
                if (shape.Is(value, JsonValueKind.Number, path) && value.Number == Math.Truncate(value.Number) && Math.Abs(value.Number) < int.MaxValue)
                {
                    return (int)value.Number;
                }

                if (value.Kind == JsonValueKind.Number)
                {
                    shape.Report(value, "a whole number", path);
                }

                return null;
            case ParameterKind.Flag:
                if (value.Kind is JsonValueKind.True or JsonValueKind.False)
                {
                    return value.Kind == JsonValueKind.True;
                }

                shape.Report(value, "true or false", path);
                return null;
            case ParameterKind.Word:
                return shape.Is(value, JsonValueKind.String, path) ? value.Text : null;
            case ParameterKind.Categories:
                return Categories(value, path, shape);
            default:
                return Numbers(value, path, shape);
        }
    }

    public static void Write(Utf8JsonWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case double number:
                writer.WriteNumberValue(number);
                break;
            case int integer:
                writer.WriteNumberValue(integer);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double[] numbers:
                writer.WriteStartArray();
                foreach (double number in numbers)
                {
                    writer.WriteNumberValue(number);
                }

                writer.WriteEndArray();
                break;
            case Category[] categories:
                WriteCategories(writer, categories);
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }

    private static double[]? Numbers(JsonTreeNode value, string path, JsonShape shape)
    {
        if (!shape.Is(value, JsonValueKind.Array, path))
        {
            return null;
        }

        bool isValid = true;
        foreach (JsonTreeNode item in value.Items)
        {
            isValid &= shape.Is(item, JsonValueKind.Number, path);
        }

        return isValid ? [.. value.Items.Select(i => i.Number)] : null;
    }

    private static Category[]? Categories(JsonTreeNode value, string path, JsonShape shape)
    {
        if (!shape.Is(value, JsonValueKind.Array, path))
        {
            return null;
        }

        Category?[] categories = [.. value.Items.Select(i => OneCategory(i, path, shape))];
        return categories.Contains(null) ? null : Array.ConvertAll(categories, c => c!);
    }

    private static Category? OneCategory(JsonTreeNode value, string path, JsonShape shape)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String:
                return Category.Of(value.Text);
            case JsonValueKind.Number:
                return Category.Of(value.Number);
            case JsonValueKind.Array:
                return Categories(value, path, shape) is { } parts ? Category.Of(parts) : null;
            default:
                shape.Report(value, "a text, a number, or an array of them", path);
                return null;
        }
    }

    private static void WriteCategories(Utf8JsonWriter writer, IEnumerable<Category> categories)
    {
        writer.WriteStartArray();
        foreach (Category category in categories)
        {
            if (category.Parts is not null)
            {
                WriteCategories(writer, category.Parts);
            }
            else if (category.Text is not null)
            {
                writer.WriteStringValue(category.Text);
            }
            else
            {
                writer.WriteNumberValue(category.Number);
            }
        }

        writer.WriteEndArray();
    }
}
