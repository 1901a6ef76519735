using System.IO.Compression;
using CsvHelper;

namespace Risk.Tool;

/// <summary>The records of a CSV file as texts, gzip unpacked on the way.</summary>
internal static class CsvRecords
{
    public static IEnumerable<(string[] Fields, long Line)> Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var options = new CsvReaderOptions { Separator = ',', HasHeader = false, TrackLineNumbers = true, TrimWhitespace = true, PoolStrings = true };
        using CsvReader reader = CsvReader.Create(content, options, leaveOpen: true);
        while (reader.Read())
        {
            yield return (reader.Current.ToArray(), reader.LineNumber);
        }
    }
}
