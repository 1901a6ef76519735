using System.Buffers;
using Risk.Events;
using Risk.Features;
using Risk.Velocity;

namespace Risk.Tool;

/// <summary>Writes feature vectors as CSV, one event after the other; windows see the events before.</summary>
internal sealed class FeatureMatrix
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    private readonly FeaturePipeline _pipeline;
    private readonly TextWriter _writer;
    private readonly IWindowReader? _windows;
    private readonly FeatureVectorizer _vectorizer;
    private readonly float[] _features;
    private bool _hasHeader;
    private bool _hasId;

    public FeatureMatrix(FeaturePipeline pipeline, TextWriter writer)
    {
        (_pipeline, _writer) = (pipeline, writer);
        var layout = new AttributeLayoutBuilder(pipeline.Schema);
        _windows = pipeline.Windows.Count == 0 ? null : new VelocityStore(new VelocityOptions { Clock = null }).Compile(pipeline.Windows, layout);
        _vectorizer = pipeline.Compile(layout);
        Row = layout.Build().CreateRow();
        _features = new float[pipeline.FeatureCount];
    }

    public EventSchema Schema => _pipeline.Schema;

    /// <summary>Filled with an event before each <see cref="Write"/>.</summary>
    public AttributeRow Row { get; }

    /// <summary>Writes the names of the columns, the first time it is called.</summary>
    /// <param name="idName">The name of the column of ids, or null when events have none.</param>
    public void WriteHeader(string? idName)
    {
        if (!_hasHeader)
        {
            (_hasHeader, _hasId) = (true, idName is not null);
            IEnumerable<string> names = idName is null ? _pipeline.FeatureNames : _pipeline.FeatureNames.Prepend(idName);
            _writer.WriteLine(string.Join(',', names.Select(Field)));
        }
    }

    /// <summary>Writes the features of the event in the row, which the windows then know.</summary>
    public void Write(string? id)
    {
        _windows?.ReadAndRecord(Row);
        _vectorizer.Transform(Row, _features);
        string line = string.Join(',', _features.Select(ToolContext.Number));
        _writer.WriteLine(_hasId ? $"{Field(id ?? "")},{line}" : line);
    }

    // Names of one-hot features carry categories, and ids are whatever the producer sent: both may hold commas.
    private static string Field(string text) =>
        text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
