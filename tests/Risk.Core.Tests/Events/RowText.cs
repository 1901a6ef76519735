using System.Globalization;
using System.Text;
using Risk.Events;

namespace Risk.Core.Tests.Events;

/// <summary>Everything a row holds, as text that tests compare.</summary>
internal static class RowText
{
    public static AttributeRow CreateRow(EventSchema schema, AttributeUse textUse = AttributeUse.Code | AttributeUse.Text | AttributeUse.Hash)
    {
        var builder = new AttributeLayoutBuilder(schema);
        for (int i = 0; i < schema.Count; i++)
        {
            builder.Use(i, schema[i].IsText ? textUse : AttributeUse.Number);
            if (schema[i].IsMetadata)
            {
                builder.Use(i, AttributeUse.Number);
            }

            if (schema[i].IsText && (textUse & AttributeUse.Code) != 0)
            {
                builder.UseCode(i, "US");
                builder.UseCode(i, "known");
                builder.UseCode(i, "gmail.com");
            }
        }

        return builder.Build().CreateRow();
    }

    /// <summary>Attributes that are not missing, as <c>name=value</c>, then flags.</summary>
    public static string Of(AttributeRow row)
    {
        var parts = new List<string>();
        for (int i = 0; i < row.Layout.Count; i++)
        {
            AttributeDefinition attribute = row.Layout.Columns[i];
            if (row.TryGetText(i, out ReadOnlySpan<char> text))
            {
                parts.Add($"{attribute.Name}='{Visible(text)}'");
            }
            else if (!double.IsNaN(row.GetNumber(i)))
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{attribute.Name}={row.GetNumber(i):R}"));
            }
        }

        if (row.Flags != DecisionFlags.None)
        {
            parts.Add($"[{row.Flags}]");
        }

        return string.Join(' ', parts);
    }

    /// <summary>Every bit that a reader may have written.</summary>
    public static string Bits(AttributeRow row)
    {
        var builder = new StringBuilder();
        for (int i = 0; i < row.Layout.Count; i++)
        {
            bool has = row.TryGetText(i, out ReadOnlySpan<char> text);
            ulong hash = row.Codes[i] == TextCode.Missing ? 0 : row.Hashes[i];
            builder.Append(CultureInfo.InvariantCulture, $"{row.Layout.Columns[i].Name}:{BitConverter.DoubleToInt64Bits(row.GetNumber(i)):X}:{row.GetCode(i)}:{hash:X}:");
            builder.Append(has ? Visible(text) : "-").Append('\n');
        }

        return builder.Append(row.Flags).ToString();
    }

    private static string Visible(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder();
        foreach (char unit in text)
        {
            builder.Append(unit is < ' ' or > '~' ? $"\\u{(int)unit:X4}" : unit.ToString());
        }

        return builder.ToString();
    }
}
