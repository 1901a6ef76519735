using System.Text.Json;
using Risk.Events;

namespace Risk.Benchmarks.Events;

/// <summary>Distinct payments with a fixed seed, and rows that need of them what a typical scorer needs.</summary>
internal static class WirePayments
{
    public const int Count = 2048;

    private static readonly string[] Countries = ["US", "GB", "FR", "DE", "NL", "BR", "IN", "JP"];
    private static readonly string[] Domains = ["gmail.com", "outlook.com", "yahoo.co.uk", "proton.me", "mail-temporary.example", "corp.example.org"];
    private static readonly string[] Checks = ["pass", "fail", "unchecked", "unavailable"];

    public static WirePayment[] Make()
    {
        var random = new Random(20250526);
        var payments = new WirePayment[Count];
        for (int i = 0; i < Count; i++)
        {
            payments[i] = new WirePayment(
                $"fp_{random.NextInt64():x16}",
                DateTimeOffset.UnixEpoch.AddSeconds(1_748_000_000 + random.Next(10_000_000)),
                Math.Round(random.NextDouble() * random.Next(1, 1000), 2),
                Pick("usd", "eur", "gbp"),
                Pick(Countries),
                random.Next(20) == 0 ? null : Pick(Countries),
                random.Next(4) == 0 ? null : Pick(Countries),
                Pick("visa", "mastercard", "amex"),
                Pick("credit", "debit", "prepaid"),
                $"{random.Next(400_000, 560_000)}",
                random.Next(10) == 0 ? null : Pick(Domains),
                random.Next(20) == 0,
                Pick(Checks),
                random.Next(10) == 0 ? null : Pick(Checks),
                random.Next(10) == 0 ? null : random.Next(20) == 0,
                random.Next(3) == 0,
                random.Next(5) == 0,
                Pick("phone", "desktop", "tablet"),
                $"d{random.Next(100_000):D5}-{random.Next(1, 4)}",
                Pick("electronics", "travel", "fashion", "groceries", "gaming"),
                random.Next(5),
                random.Next(20),
                random.Next(3),
                random.Next(10) == 0 ? null : Math.Round(random.NextDouble() * 1000, 2),
                random.Next(10) == 0 ? null : Math.Round(random.NextDouble() * 5000, 1));
        }

        return payments;

        string Pick(params string[] values) => values[random.Next(values.Length)];
    }

    public static byte[][] MakeJson() => [.. Make().Select(static payment => JsonSerializer.SerializeToUtf8Bytes(payment, WirePaymentContext.Default.WirePayment))];

    /// <summary>A row as rules and windows use it: codes of texts, hashes of keys, the characters of the e-mail domain.</summary>
    public static AttributeRow CreateRow(EventSchema schema)
    {
        var builder = new AttributeLayoutBuilder(schema);
        for (int i = 0; i < schema.Count; i++)
        {
            if (schema[i].IsKey)
            {
                builder.Use(i, AttributeUse.Hash);
            }
            else if (schema[i].IsText)
            {
                foreach (string text in (string[])[.. Countries.Take(4), .. Domains.Take(3), .. Checks, "usd", "visa", "debit", "phone", "travel"])
                {
                    builder.UseCode(i, text);
                }
            }
            else
            {
                builder.Use(i, AttributeUse.Number);
            }
        }

        builder.Use(schema.IndexOf("email_domain"), AttributeUse.Text);
        return builder.Build().CreateRow();
    }
}
