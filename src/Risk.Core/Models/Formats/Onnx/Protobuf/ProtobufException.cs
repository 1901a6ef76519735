namespace Risk.Models.Formats.Onnx;

/// <summary>Bytes that aren't protobuf. The parser, which knows the place by name, turns it into a <see cref="RiskFormatException"/>.</summary>
internal sealed class ProtobufException(string problem, int offset) : Exception(problem)
{
    /// <summary>Where in the file, in bytes.</summary>
    public int Offset => offset;
}
