using System.Text.Json;
using Risk.Events;
using Risk.Scoring.Recording;

namespace Risk.Scoring.Replay;

/// <summary>Values as logs write them.</summary>
internal static class LoggedValues
{
    /// <summary>A number, also an infinite one; NaN for null.</summary>
    /// <exception cref="FormatException">The value is no number.</exception>
    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String when value.ValueEquals(LogWords.Infinity) => double.PositiveInfinity,
        JsonValueKind.String when value.ValueEquals(LogWords.NegativeInfinity) => double.NegativeInfinity,
        _ => throw new FormatException($"{value.GetRawText()} is no number."),
    };

    /// <summary>Sets an attribute to a logged value, by the kind it has now.</summary>
    /// <returns>False when the value is of another kind: the attribute stays missing.</returns>
    public static bool TrySet(AttributeRow row, int position, AttributeKind kind, JsonElement value)
    {
        double number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String when value.ValueEquals(LogWords.Infinity) => double.PositiveInfinity,
            JsonValueKind.String when value.ValueEquals(LogWords.NegativeInfinity) => double.NegativeInfinity,
            _ => double.NaN,
        };
        switch (kind)
        {
            case AttributeKind.Text or AttributeKind.Token or AttributeKind.Country:
                if (value.ValueKind != JsonValueKind.String)
                {
                    return false;
                }

                row.SetText(position, value.GetString());
                return true;
            case AttributeKind.Timestamp when value.ValueKind == JsonValueKind.String && TimestampText.TryParse(value.GetString(), out double microseconds):
                row.SetNumber(position, microseconds);
                return true;
            default:
                row.SetNumber(position, number);
                return !double.IsNaN(number);
        }
    }
}
