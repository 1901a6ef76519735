namespace Risk.Models.Formats.Onnx;

/// <summary>How a protobuf field is encoded. Groups (3 and 4) went out of use before ONNX began.</summary>
internal enum WireType
{
    /// <summary>A base-128 integer.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>A length and so many bytes: text, bytes, a message or packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}
