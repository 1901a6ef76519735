using Risk.Events;

namespace Risk.Core.Tests.Events;

/// <summary>The schema that the tests of readers share.</summary>
internal static class EventSamples
{
    public static EventSchema Schema { get; } = new(
    [
        new AttributeDefinition("amount", AttributeKind.Number),
        new AttributeDefinition("count", AttributeKind.Number),
        new AttributeDefinition("country", AttributeKind.Country),
        new AttributeDefinition("domain", AttributeKind.Text),
        new AttributeDefinition("card", AttributeKind.Token) { IsKey = true },
        new AttributeDefinition("is_new", AttributeKind.Boolean),
        new AttributeDefinition("at", AttributeKind.Timestamp),
        new AttributeDefinition("::tier::", AttributeKind.Token) { IsMetadata = true },
    ]);

    /// <summary>The attributes of the card stream's events.</summary>
    public static EventSchema CardStream { get; } = new(
    [
        new AttributeDefinition("timestamp", AttributeKind.Timestamp),
        new AttributeDefinition("hour", AttributeKind.Number),
        new AttributeDefinition("day_of_week", AttributeKind.Number),
        new AttributeDefinition("amount_minor", AttributeKind.Number),
        new AttributeDefinition("currency", AttributeKind.Text),
        new AttributeDefinition("card_id", AttributeKind.Token),
        new AttributeDefinition("card_country", AttributeKind.Country),
        new AttributeDefinition("is_proxy_ip", AttributeKind.Boolean),
        new AttributeDefinition("email_domain", AttributeKind.Text),
        new AttributeDefinition("customer_age_days", AttributeKind.Number),
        new AttributeDefinition("is_fraud", AttributeKind.Boolean),
    ]);
}
