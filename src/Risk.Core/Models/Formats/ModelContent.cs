using System.IO.Compression;

namespace Risk.Models.Formats;

/// <summary>Gets the bytes of a model file, unpacked when they are gzip, and within bounds.</summary>
internal static class ModelContent
{
    private const int GzipGrowth = 100;
    private const long GzipAllowance = 16L << 20;
    private const int BlockLength = 1 << 16;

    public static ReadOnlyMemory<byte> ReadFile(string path, ModelLoadOptions options)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return ReadStream(stream, path, options);
    }

    public static ReadOnlyMemory<byte> ReadStream(Stream stream, string? file, ModelLoadOptions options) =>
        Unpack(ReadToEnd(stream, Limit(options), file, "the file is larger than the allowed"), file, options);

    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> content, string? file, ModelLoadOptions options)
    {
        if (content.Length > options.MaximumBytes)
        {
            throw TooLarge(file, "the file is larger than the allowed", options.MaximumBytes);
        }

        if (!content.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]))
        {
            return content;
        }

        long limit = Math.Min(Limit(options), (content.Length * (long)GzipGrowth) + GzipAllowance);
        try
        {
            using MemoryStream packed = new(content.ToArray(), writable: false);
            using GZipStream unpacking = new(packed, CompressionMode.Decompress);
            return ReadToEnd(unpacking, limit, file, "the gzip file unpacks to more than the allowed");
        }
        catch (InvalidDataException problem)
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RM004", $"the gzip file is damaged: {problem.Message}") with { File = file });
        }
    }

    private static long Limit(ModelLoadOptions options) => Math.Min(options.MaximumBytes, Array.MaxLength);

    private static ReadOnlyMemory<byte> ReadToEnd(Stream stream, long limit, string? file, string problem)
    {
        long expected = stream.CanSeek ? Math.Max(stream.Length - stream.Position, 0) : BlockLength;
        if (stream.CanSeek && expected > limit)
        {
            throw TooLarge(file, problem, limit);
        }

        byte[] buffer = new byte[Math.Min(expected + 1, limit + 1)];
        int length = 0;
        int read;
        while ((read = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += read;
            if (length > limit)
            {
                throw TooLarge(file, problem, limit);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(Math.Max(buffer.Length * 2L, BlockLength), Math.Min(limit + 1, Array.MaxLength)));
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static RiskFormatException TooLarge(string? file, string problem, long limit) =>
        new(RiskDiagnostic.Error("RM003", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{problem} {limit} bytes.")) with
        {
            File = file,
            Suggestion = "raise ModelLoadOptions.MaximumBytes when the file is what it should be.",
        });
}
