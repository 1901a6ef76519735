using System.Globalization;
using System.IO.Compression;
using Risk.Events;
using Risk.Velocity;

namespace Risk.Core.Tests.Velocity;

/// <summary>The simulated card payments as rows, and the windows of their velocity reference.</summary>
internal static class CardStream
{
    public static readonly EventSchema Schema = new(
    [
        new AttributeDefinition("tx_id", AttributeKind.Number),
        new AttributeDefinition("timestamp", AttributeKind.Timestamp),
        new AttributeDefinition("card_id", AttributeKind.Token) { IsKey = true },
        new AttributeDefinition("merchant_id", AttributeKind.Token) { IsKey = true },
        new AttributeDefinition("amount_minor", AttributeKind.Number),
        new AttributeDefinition("is_fraud", AttributeKind.Number),
    ]);

    public static WindowDefinition WindowOf(string column)
    {
        string[] parts = column.Split('_');
        return new WindowDefinition
        {
            Name = column,
            Keys = [parts[0] + "_id"],
            Aggregate = parts[1] == "count" ? WindowAggregate.Count : WindowAggregate.Sum,
            Value = parts[1] switch { "sum" => "amount_minor", "fraud" => "is_fraud", _ => null },
            Window = Duration(parts[2]),
            Lag = parts.Length > 3 ? Duration(parts[3]["lag".Length..]) : TimeSpan.Zero,
            IncludeCurrent = true,
        };
    }

    public static IEnumerable<string[]> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    public static void Fill(AttributeRow row, string[] fields)
    {
        row.Clear();
        row.SetNumber(0, double.Parse(fields[0], CultureInfo.InvariantCulture));
        row.SetTimestamp(1, DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        row.SetText(2, fields[2]);
        row.SetText(3, fields[3]);
        row.SetNumber(4, double.Parse(fields[4], CultureInfo.InvariantCulture));
        row.SetNumber(5, double.Parse(fields[5], CultureInfo.InvariantCulture));
    }

    private static TimeSpan Duration(string text)
    {
        int count = int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture);
        return text[^1] == 'h' ? TimeSpan.FromHours(count) : TimeSpan.FromDays(count);
    }
}
