using System.Globalization;
using System.Text.Json;
using Risk.Internals;

namespace Risk.Models.Formats;

/// <summary>Reads arrays of numbers and texts, and reports the first element that is neither.</summary>
internal static class JsonNumbers
{
    /// <summary>The numbers of a key, or null without the key.</summary>
    public static double[]? Numbers(JsonObjectReader json, string key, bool nullsAreNaN = false) =>
        json.Array(key) is { } array ? Numbers(json, array, key, nullsAreNaN) : null;

    /// <summary>The numbers of an array; 0 for what is no number, after it was reported.</summary>
    public static double[] Numbers(JsonObjectReader json, JsonElement array, string key, bool nullsAreNaN = false)
    {
        double[] numbers = new double[array.GetArrayLength()];
        bool reported = false;
        int position = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Number)
            {
                numbers[position] = element.GetDouble();
            }
            else if (nullsAreNaN && element.ValueKind == JsonValueKind.Null)
            {
                numbers[position] = double.NaN;
            }
            else if (!reported)
            {
                reported = true;
                json.Report("must be a number.", null, At(key, position));
            }

            position++;
        }

        return numbers;
    }

    /// <summary>The texts of a key, or null without the key.</summary>
    public static string[]? Texts(JsonObjectReader json, string key)
    {
        if (json.Array(key) is not { } array)
        {
            return null;
        }

        string[] texts = new string[array.GetArrayLength()];
        bool reported = false;
        int position = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            texts[position] = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
            if (element.ValueKind != JsonValueKind.String && !reported)
            {
                reported = true;
                json.Report("must be a text.", null, At(key, position));
            }

            position++;
        }

        return texts;
    }

    private static string At(string key, int position) => string.Create(CultureInfo.InvariantCulture, $"{key}[{position}]");
}
