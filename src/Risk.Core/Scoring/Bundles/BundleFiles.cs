using System.IO.Compression;

namespace Risk.Scoring.Bundles;

/// <summary>The files of a bundle, whether it is a folder or a zip. Names are relative, with forward slashes; nothing outside can be reached.</summary>
internal abstract class BundleFiles : IDisposable
{
    /// <summary>The most a single file may hold: what a zip unpacks to is not known before.</summary>
    private const long MaximumFileBytes = 1L << 30;

    /// <summary>Opens a folder or a zip file.</summary>
    /// <exception cref="RiskFormatException">There is neither, or the file is no zip.</exception>
    public static BundleFiles Open(string path)
    {
        if (Directory.Exists(path))
        {
            return new FolderFiles(path);
        }

        if (!File.Exists(path))
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB010", $"there is no bundle at '{path}'.") with { Suggestion = "give a folder or a zip file that holds bundle.json" });
        }

        try
        {
            return new ZipFiles(ZipFile.OpenRead(path));
        }
        catch (InvalidDataException)
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB010", "this file is no bundle: a bundle is a folder or a zip file that holds bundle.json.") with { File = path });
        }
    }

    /// <summary>Opens a zip file in memory.</summary>
    /// <exception cref="RiskFormatException">The content is no zip.</exception>
    public static BundleFiles OpenZip(ReadOnlyMemory<byte> zip, string name)
    {
        try
        {
            return new ZipFiles(new ZipArchive(new MemoryStream(zip.ToArray(), writable: false)));
        }
        catch (InvalidDataException)
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB010", "this is no bundle: a bundle is a folder or a zip file that holds bundle.json.") with { File = name });
        }
    }

    /// <summary>Reads a file whole.</summary>
    /// <returns>Null when the bundle has no such file.</returns>
    /// <exception cref="RiskFormatException">The name leads out of the bundle, or the file is too large.</exception>
    public byte[]? Read(string name)
    {
        if (name.Length == 0 || Path.IsPathRooted(name) || name.Contains('\\') || name.Split('/').Any(static part => part is "" or "." or ".."))
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB011", $"'{name}' is no name of a file inside the bundle.") with { Suggestion = "use a relative name with forward slashes" });
        }

        using Stream? stream = OpenRead(name);
        if (stream is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        byte[] buffer = new byte[81920];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaximumFileBytes)
            {
                throw new RiskFormatException(RiskDiagnostic.Error("RB012", $"the file unpacks to more than {MaximumFileBytes} bytes.") with { File = name });
            }
        }

        return content.ToArray();
    }

    public abstract void Dispose();

    protected abstract Stream? OpenRead(string name);

    private sealed class FolderFiles(string folder) : BundleFiles
    {
        public override void Dispose()
        {
        }

        protected override Stream? OpenRead(string name)
        {
            string path = Path.Combine(folder, name);
            return File.Exists(path) ? File.OpenRead(path) : null;
        }
    }

    private sealed class ZipFiles(ZipArchive archive) : BundleFiles
    {
        public override void Dispose() => archive.Dispose();

        protected override Stream? OpenRead(string name) => archive.GetEntry(name)?.Open();
    }
}
