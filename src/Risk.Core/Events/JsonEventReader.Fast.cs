using System.Runtime.Intrinsics;
using Risk.Events.Json;

namespace Risk.Events;

/// <content>The expected shape by a scanner, anything else by the framework's reader.</content>
public sealed partial class JsonEventReader
{
    // The scanner reads words in little-endian order, and gains nothing where vectors are emulated.
    private static readonly bool CanScan = BitConverter.IsLittleEndian && Vector128.IsHardwareAccelerated;

    private JsonReadResult ReadFast(ReadOnlySpan<byte> json, AttributeRow row)
    {
        if (CanScan)
        {
            if (TryScan(json, row, out JsonReadResult result))
            {
                return result;
            }

            row.Clear();
        }

        return ReadAny(json, row);
    }

    internal bool TryScan(ReadOnlySpan<byte> json, AttributeRow row, out JsonReadResult result)
    {
        json = json.TrimEnd(" \n\r\t"u8);
        byte[] buffer = row.WireBuffer;
        bool isPlain = PlainJson.TryCopy(json, buffer);
        var scanner = new JsonScanner(isPlain ? buffer.AsSpan(0, json.Length) : json, isPlain, row);
        bool isRead = scanner.TryRead(_fields, _metadata);
        result = scanner.Result;
        return isRead;
    }
}
