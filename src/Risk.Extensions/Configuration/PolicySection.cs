using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Risk.Extensions.Configuration;

/// <summary>A policy in configuration as the JSON that policies are read from, so that its problems are told in the same words and its changes noticed by its content.</summary>
internal static class PolicySection
{
    public static byte[] ToJson(IConfigurationSection section)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            Write(writer, section);
        }

        return content.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, IConfigurationSection section)
    {
        writer.WriteStartObject();
        foreach (IConfigurationSection child in section.GetChildren())
        {
            writer.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(child.Key));
            if (child.Value is not { } text)
            {
                Write(writer, child);
            }
            else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue(text);
            }
        }

        writer.WriteEndObject();
    }
}
