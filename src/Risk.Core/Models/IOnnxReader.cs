namespace Risk.Models;

/// <summary>Reads ONNX files by other means than the reader of this library; Risk.Onnx has one that runs ONNX Runtime.</summary>
public interface IOnnxReader
{
    /// <summary>Reads an ONNX file.</summary>
    /// <param name="content">The whole file, unpacked.</param>
    /// <param name="file">Where the file lies, or what messages call it; null without a name.</param>
    /// <param name="options">The user's choices.</param>
    /// <param name="readNatively">Reads the file with the reader of this library, or throws <see cref="RiskFormatException"/> with everything that it can't take.</param>
    /// <returns>The model.</returns>
    /// <exception cref="RiskFormatException">The file can't be used; holds every problem that was found.</exception>
    IRiskModel Read(ReadOnlyMemory<byte> content, string? file, ModelLoadOptions options, Func<IRiskModel> readNatively);
}
