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
}
