using System.Security.Cryptography;
using System.Text;

namespace Risk.Extensions.Loading;

/// <summary>Reads sources for one reload: each once, so that all parts see the same contents, and remembers what a part has read.</summary>
internal sealed class SourceReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<object, (byte[]? Content, string Hash, Exception? Problem)> _contents = [];
    private Dictionary<RiskSource, string>? _tracked;

    /// <summary>What a source holds.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public byte[] Read(RiskSource source)
    {
        (byte[]? content, string hash, Exception? problem) = Get(source);
        _tracked?.TryAdd(source, hash);
        return content ?? throw new IOException(problem!.Message, problem);
    }

    /// <summary>What a source holds, if it can be read; that it can't is remembered too, so that its appearance is a change.</summary>
    public bool TryReadText(RiskSource source, out string text)
    {
        (byte[]? content, string hash, _) = Get(source);
        _tracked?.TryAdd(source, hash);
        text = content is null ? "" : ReadText(source);
        return content is not null;
    }

    /// <summary>The same as text: UTF-8, or UTF-16 with a byte order mark.</summary>
    public string ReadText(RiskSource source)
    {
        using var reader = new StreamReader(new MemoryStream(Read(source)), StrictUtf8);
        return reader.ReadToEnd();
    }

    /// <summary>Identifies what a source holds, or that it can't be read.</summary>
    public string HashOf(RiskSource source) => Get(source).Hash;

    /// <summary>Runs a part's loading and tells what it read.</summary>
    public T Track<T>(Func<SourceReader, T> load, out IReadOnlyDictionary<RiskSource, string> read)
    {
        var tracked = new Dictionary<RiskSource, string>();
        read = tracked;
        _tracked = tracked;
        try
        {
            return load(this);
        }
        finally
        {
            _tracked = null;
        }
    }

    private (byte[]? Content, string Hash, Exception? Problem) Get(RiskSource source)
    {
        if (!_contents.TryGetValue(source.Identity, out (byte[]?, string, Exception?) entry))
        {
            try
            {
                byte[] content = source.Read();
                entry = (content, Convert.ToHexString(SHA256.HashData(content)), null);
            }
            catch (Exception problem)
            {
                // A user's factory may throw anything; that a source can't be read is a state of its own.
                entry = (null, "unreadable", problem);
            }

            _contents.Add(source.Identity, entry);
        }

        return entry;
    }
}
