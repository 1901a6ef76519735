using System.Buffers.Binary;

namespace Risk.Models.Formats;

/// <summary>Files that people take for models and that can't be loaded: named, with what to do instead.</summary>
internal static class ForeignFormats
{
    private const string SaveXGBoost = "in Python: booster.save_model(\"model.ubj\").";
    private const int Head = 1_024;

    /// <summary>What the content is, and the way out; null when it is nothing that is known.</summary>
    public static (string What, string Advice)? Describe(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..Math.Min(content.Length, Head)];
        ReadOnlySpan<byte> text = head.TrimStart(" \t\r\n"u8);
        return head switch
        {
            _ when IsXGBoostBinary(head) => (
                "XGBoost's binary format, which XGBoost itself gave up in 3.1",
                "load the file with XGBoost 1.7 to 3.0 and " + SaveXGBoost),
            _ when head.StartsWith("CONFIG-offset:"u8) || head.StartsWith("bs64"u8) => ("a memory snapshot of an old XGBoost", SaveXGBoost),
            _ when head.StartsWith("booster["u8) || (text.StartsWith("["u8) && head.IndexOf("\"nodeid\""u8) >= 0) => (
                "a dump of XGBoost's trees, which lacks the objective and the base score",
                SaveXGBoost),
            _ when text.StartsWith("{"u8) && head.IndexOf("\"tree_info\""u8) >= 0 || IsLightGbmDump(text) => (
                "a JSON dump of a LightGBM model",
                "in Python: booster.save_model(\"model.txt\")."),
            _ when head is [0x80, >= 2 and <= 5, ..] => (
                "a Python pickle, which runs code when it is loaded",
                "save the model in its framework's own format, or as ONNX."),
            _ when head.StartsWith("PK\u0003\u0004"u8) => (
                "a zip archive: a bundle, or a PyTorch or Keras file",
                "load a bundle as a bundle; export a network to ONNX."),
            _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']) => ("an HDF5 file of Keras", "export the network to ONNX."),
            _ when head.StartsWith("CBM1"u8) => ("a CatBoost model", "in Python: model.save_model(\"model.onnx\", format=\"onnx\")."),
            _ when text.StartsWith("<?xml"u8) || text.StartsWith("<PMML"u8) => (
                "XML, perhaps PMML",
                "write a linear model as coefficient JSON, a scorecard as scorecard JSON, anything else as ONNX."),
            _ => null,
        };
    }

    // Either the prefix of later versions, or a fixed block of parameters followed by the lengths and names of objective and booster.
    private static bool IsXGBoostBinary(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("binf"u8))
        {
            return true;
        }

        return HasName(head, "gbtree"u8) || HasName(head, "gblinear"u8) || HasName(head, "dart"u8);
    }

    private static bool HasName(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        int at = head.IndexOf(name);
        return at >= sizeof(ulong) + 128 && BinaryPrimitives.ReadUInt64LittleEndian(head[(at - sizeof(ulong))..]) == (ulong)name.Length;
    }

    private static bool IsLightGbmDump(ReadOnlySpan<byte> text) =>
        text.StartsWith("{"u8) && text.IndexOf("\"name\":\"tree\""u8) is > 0 and < 16;
}
