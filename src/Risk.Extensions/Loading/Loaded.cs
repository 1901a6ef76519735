namespace Risk.Extensions.Loading;

/// <summary>What is watched for a part.</summary>
internal interface ILoaded
{
    /// <summary>What was read when it was loaded last, with the hashes of the contents.</summary>
    IReadOnlyDictionary<RiskSource, string> Read { get; }
}

/// <summary>
/// A part that is loaded from sources and kept while they stay the same, so that a reload reads anew only what has changed: a swapped list does not load the model again.
/// </summary>
internal sealed class Loaded<T>(Func<SourceReader, T> load) : ILoaded
    where T : class
{
    private T? _value;

    /// <inheritdoc/>
    public IReadOnlyDictionary<RiskSource, string> Read { get; private set; } = new Dictionary<RiskSource, string>();

    /// <summary>The part as the sources have it now.</summary>
    public T Get(SourceReader reader)
    {
        if (_value is { } value && Read.All(source => reader.HashOf(source.Key) == source.Value))
        {
            return value;
        }

        _value = null;
        IReadOnlyDictionary<RiskSource, string> read = Read;
        try
        {
            return _value = reader.Track(load, out read);
        }
        finally
        {
            Read = read;
        }
    }
}
