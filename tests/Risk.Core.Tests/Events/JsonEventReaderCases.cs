using System.Text;
using Risk.Events;

namespace Risk.Core.Tests.Events;

public class JsonEventReaderCases
{
    private static readonly JsonEventReader Reader = new(EventSamples.Schema);

    [Theory]
    [CaseFileData("Events/JsonEventReader.cases")]
    public void Reads(string json, string expected, int line)
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        Reader.Read(Encoding.UTF8.GetBytes(json), row);
        string actual = RowText.Of(row) is { Length: > 0 } text ? text : "nothing";
        Assert.True(expected == actual, $"line {line}: expected {expected}, got {actual}");
    }
}
