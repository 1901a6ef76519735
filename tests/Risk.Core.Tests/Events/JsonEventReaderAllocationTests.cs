using Risk.Events;

namespace Risk.Core.Tests.Events;

public class JsonEventReaderAllocationTests
{
    [Theory]
    [InlineData("""{"amount":12.5,"country":"us","is_new":true,"domain":"gmail.com","card":"fp_1","at":"2025-01-01T00:00:00Z"}""")]
    [InlineData("""{"card":"fp_\u0031","domain":"m\u00fcnchen","amount":"12","unknown":{"a":[1]},"metadata":{"tier":"gold"},"at":{},"co\u0075nt":1}""")]
    public void Reading_allocates_nothing(string json)
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        var reader = new JsonEventReader(EventSamples.Schema);
        JsonEvent source = JsonEvent.FromText(json);
        AllocationAssert.None(() =>
        {
            row.Clear();
            reader.Read(in source, row);
        });
    }
}
