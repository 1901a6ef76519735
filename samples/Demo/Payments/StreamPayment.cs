using Risk.Events;

namespace Demo.Payments;

/// <summary>A payment of the simulated stream.</summary>
internal readonly record struct StreamPayment(long Id, DateTimeOffset Timestamp, string CardId, string MerchantId, double AmountMinor, double IsFraud)
{
    public static IEventReader<StreamPayment> Reader { get; } = new StreamReader();

    private sealed class StreamReader : IEventReader<StreamPayment>
    {
        public EventSchema Schema { get; } = new(
        [
            new AttributeDefinition("timestamp", AttributeKind.Timestamp),
            new AttributeDefinition("card_id", AttributeKind.Token) { IsKey = true },
            new AttributeDefinition("merchant_id", AttributeKind.Token) { IsKey = true },
            new AttributeDefinition("amount_minor", AttributeKind.Number),
            new AttributeDefinition("is_fraud", AttributeKind.Number),
        ]);

        public void Read(in StreamPayment source, AttributeRow row)
        {
            row.SetTimestamp(0, source.Timestamp);
            row.SetText(1, source.CardId);
            row.SetText(2, source.MerchantId);
            row.SetNumber(3, source.AmountMinor);
            row.SetNumber(4, source.IsFraud);
        }
    }
}
