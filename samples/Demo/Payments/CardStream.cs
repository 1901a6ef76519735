using System.Globalization;
using System.IO.Compression;
using Risk;
using Risk.Features;
using Risk.Velocity;

namespace Demo.Payments;

/// <summary>The simulated stream of 149,888 payments, its windows, and the pipeline that xgb_100x6 was trained on.</summary>
internal static class CardStream
{
    public static readonly string[] WindowNames =
    [
        "card_count_1h", "card_sum_1h", "card_count_1d", "card_sum_1d", "card_count_7d", "card_sum_7d", "card_count_30d", "card_sum_30d", "merchant_count_1d",
        "merchant_count_7d", "merchant_count_30d", "merchant_count_1d_lag7d", "merchant_fraud_1d_lag7d", "merchant_count_7d_lag7d", "merchant_fraud_7d_lag7d",
        "merchant_count_30d_lag7d", "merchant_fraud_30d_lag7d",
    ];

    public static FeaturePipeline Pipeline() => FeaturePipeline.Build(StreamPayment.Reader.Schema, pipeline =>
    {
        NumberExpression amount = Feature.Number("amount_minor");
        NumberExpression earlier = Feature.Number("card_count_30d") - 1;
        pipeline.AddWindows(WindowNames.Select(WindowOf));
        pipeline.AddNumbers("amount_minor");
        pipeline.Add("hour", Feature.Timestamp("timestamp").Hour());
        pipeline.Add("day_of_week", Feature.Timestamp("timestamp").Weekday());
        pipeline.AddNumbers(WindowNames);
        pipeline.Add("amount_to_card_mean_30d", amount / ((Feature.Number("card_sum_30d") - amount) / earlier));
        pipeline.Add("merchant_risk_7d", Feature.Number("merchant_fraud_7d_lag7d") / Feature.Number("merchant_count_7d_lag7d"));
        pipeline.Add("merchant_risk_30d", Feature.Number("merchant_fraud_30d_lag7d") / Feature.Number("merchant_count_30d_lag7d"));
    });

    public static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(DemoData.Path("card-stream", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    public static StreamPayment[] Payments() =>
    [
        .. Lines("stream.csv.gz").Skip(1).Select(static fields => new StreamPayment(
            long.Parse(fields[0], CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            string.Intern(fields[2]),
            string.Intern(fields[3]),
            double.Parse(fields[4], CultureInfo.InvariantCulture),
            double.Parse(fields[5], CultureInfo.InvariantCulture))),
    ];

    // The names say it all: entity, aggregate, length, lag; the payment counts itself.
    private static WindowDefinition WindowOf(string name)
    {
        string[] parts = name.Split('_');
        return new WindowDefinition
        {
            Name = name,
            Keys = [parts[0] + "_id"],
            Aggregate = parts[1] == "count" ? WindowAggregate.Count : WindowAggregate.Sum,
            Value = parts[1] switch { "sum" => "amount_minor", "fraud" => "is_fraud", _ => null },
            Window = Duration(parts[2]),
            Lag = parts.Length > 3 ? Duration(parts[3]["lag".Length..]) : TimeSpan.Zero,
            IncludeCurrent = true,
        };
    }

    private static TimeSpan Duration(string text)
    {
        int count = int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture);
        return text[^1] == 'h' ? TimeSpan.FromHours(count) : TimeSpan.FromDays(count);
    }
}
