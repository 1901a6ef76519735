namespace Risk.Models.Formats.Onnx;

/// <summary>
/// ONNX, read without ONNX Runtime. A protobuf message has no signature, so it is told by its fields: those of ModelProto
/// with their types, a graph or operator sets among them.
/// </summary>
internal sealed class OnnxFormat : IModelFormat
{
    private const int GraphField = 7;
    private const int OperatorSetField = 8;

    /// <inheritdoc/>
    public string Name => "ONNX";

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> content)
    {
        bool telling = false;
        try
        {
            ProtobufReader reader = new(content);
            while (reader.TryReadTag(out int field, out WireType type))
            {
                if (!IsModelField(field, type))
                {
                    return false;
                }

                telling |= field is GraphField or OperatorSetField;
                reader.Skip(type);
            }
        }
        catch (ProtobufException)
        {
            // Cut off or damaged: still ONNX when it began like it.
        }

        return telling;
    }

    /// <inheritdoc/>
    public IRiskModel Read(ReadOnlySpan<byte> content, string? file, ModelLoadOptions options)
    {
        FormatProblems problems = new(file);
        OnnxDocument document = OnnxParser.Parse(content, problems);
        return OnnxImporter.Import(document, problems, options);
    }

    private static bool IsModelField(int field, WireType type) => field switch
    {
        1 or 5 => type == WireType.Varint,
        2 or 3 or 4 or 6 or GraphField or OperatorSetField or 14 or 20 or 25 or 26 => type == WireType.Bytes,
        _ => false,
    };
}
