using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Risk.Extensions;

/// <summary>
/// Where a part of a scorer comes from: a file, a stream that a factory opens, or an embedded resource. It is read at start and at every reload. A text is taken
/// for a file's path.
/// </summary>
public sealed class RiskSource
{
    private readonly Func<Stream>? _open;

    private RiskSource(string name, string? path, Func<Stream>? open) => (Name, FilePath, _open) = (name, path, open);

    /// <summary>What messages call it: the path, or the name that was given.</summary>
    public string Name { get; }

    /// <summary>The full path of a file or folder; null for others.</summary>
    internal string? FilePath { get; }

    /// <summary>The configuration key that named it; null when code did.</summary>
    internal string? ConfigurationKey { get; private init; }

    /// <summary>Whether a folder may stand at its path, as a bundle's.</summary>
    internal bool MayBeFolder { get; private init; }

    /// <summary>Whether its owner tells of changes, or looking is cheap: files and configuration.</summary>
    internal bool TellsChanges => FilePath is not null || ConfigurationKey is not null;

    /// <summary>Two sources of one file are the same source.</summary>
    internal object Identity => FilePath ?? (object)this;

    /// <summary>A file, or the folder of a bundle.</summary>
    /// <param name="path">Its path, relative to the process's folder unless rooted.</param>
    public static RiskSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new RiskSource(path, Path.GetFullPath(path), null);
    }

    /// <summary>A stream, from a store of blobs or a database.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="open">Opens it; called at start, at every reload and, when sources are polled, at every look. The stream is read to its end and disposed.</param>
    public static RiskSource FromStream(string name, Func<Stream> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(open);
        return new RiskSource(name, null, open);
    }

    /// <summary>A resource that is embedded in an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's full name.</param>
    public static RiskSource FromResource(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new RiskSource(name, null, () => assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"the assembly {assembly.GetName().Name} has no resource '{name}'; it has: {string.Join(", ", assembly.GetManifestResourceNames())}"));
    }

    /// <summary>A file.</summary>
    public static implicit operator RiskSource(string path) => FromFile(path);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static RiskSource FromConfiguration(string key, Func<byte[]> read) => new(key, null, () => new MemoryStream(read())) { ConfigurationKey = key };

    /// <summary>The same source with the configuration key that named it.</summary>
    internal RiskSource NamedBy(string key) => new(Name, FilePath, _open) { ConfigurationKey = key, MayBeFolder = MayBeFolder };

    /// <summary>The same source of a bundle, which may be a folder.</summary>
    internal RiskSource OfBundle() => new(Name, FilePath, _open) { ConfigurationKey = ConfigurationKey, MayBeFolder = true };

    /// <summary>Reads it whole. A folder is read as the names and hashes of its files.</summary>
    internal byte[] Read()
    {
        if (_open is null)
        {
            return MayBeFolder && Directory.Exists(FilePath) ? ReadFolder(FilePath) : File.ReadAllBytes(FilePath!);
        }

        using Stream stream = _open() ?? throw new IOException($"the factory of '{Name}' gave no stream");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] ReadFolder(string folder)
    {
        var listing = new StringBuilder();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            listing.Append(file).Append(' ').AppendLine(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        }

        return Encoding.UTF8.GetBytes(listing.ToString());
    }
}
