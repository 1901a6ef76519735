using Risk.Events;

namespace Risk.Core.Tests.Scoring;

/// <summary>A small payment with a hand-written reader, so that scorer tests stand on the contracts alone.</summary>
internal readonly record struct Payment(double Amount, string? Card, string? CardCountry, string? IpCountry, bool? IsDisposable, DateTimeOffset CreatedAt)
{
    public static readonly IEventReader<Payment> Reader = new PaymentReader();

    private sealed class PaymentReader : IEventReader<Payment>
    {
        public EventSchema Schema { get; } = new(
        [
            new AttributeDefinition("amount", AttributeKind.Number),
            new AttributeDefinition("card", AttributeKind.Token) { IsKey = true },
            new AttributeDefinition("card_country", AttributeKind.Country),
            new AttributeDefinition("ip_country", AttributeKind.Country),
            new AttributeDefinition("is_disposable", AttributeKind.Boolean),
            new AttributeDefinition("created_at", AttributeKind.Timestamp),
        ]);

        public void Read(in Payment source, AttributeRow row)
        {
            row.SetNumber(0, source.Amount);
            row.SetText(1, source.Card);
            row.SetText(2, source.CardCountry);
            row.SetText(3, source.IpCountry);
            if (source.IsDisposable is { } isDisposable)
            {
                row.SetBoolean(4, isDisposable);
            }

            row.SetTimestamp(5, source.CreatedAt);
        }
    }
}
