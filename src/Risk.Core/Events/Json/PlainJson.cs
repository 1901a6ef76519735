using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Events.Json;

/// <summary>
/// A copy of a JSON text with room behind it, so that a scanner may read whole blocks anywhere, made of texts that have neither a backslash nor a
/// control character: there every quote begins or ends a string. The copy is made by the pass that looks for these, so it costs a store a block.
/// </summary>
internal static class PlainJson
{
    /// <summary>The longest text that is copied; events are shorter, and longer texts are read where they are.</summary>
    public const int LongestText = 4096;

    // A key's block and a value's block behind the last byte.
    private const int Padding = 128;

    /// <summary>A buffer for copies.</summary>
    public static byte[] CreateBuffer() => GC.AllocateArray<byte>(LongestText + Padding);

    /// <summary>Copies a text and a block of zeros behind it.</summary>
    /// <param name="json">The text, up to <see cref="LongestText"/> bytes.</param>
    /// <param name="buffer">What <see cref="CreateBuffer"/> gave.</param>
    /// <returns>False when a backslash or a control character is among the bytes.</returns>
    public static bool TryCopy(ReadOnlySpan<byte> json, byte[] buffer)
    {
        int length = json.Length;
        if (length < Vector512<byte>.Count || length > LongestText || buffer.Length < LongestText + Padding)
        {
            return false;
        }

        ref byte source = ref MemoryMarshal.GetReference(json);
        ref byte target = ref MemoryMarshal.GetArrayDataReference(buffer);
        Vector512<byte> smallest = Vector512<byte>.AllBitsSet;
        Vector512<byte> backslash = Vector512<byte>.AllBitsSet;
        nuint last = (nuint)(length - Vector512<byte>.Count);
        for (nuint at = 0; at < last; at += (nuint)Vector512<byte>.Count)
        {
            Copy(ref source, ref target, at, ref smallest, ref backslash);
        }

        Copy(ref source, ref target, last, ref smallest, ref backslash);
        Vector512<byte>.Zero.StoreUnsafe(ref target, (nuint)length);
        Vector512<byte>.Zero.StoreUnsafe(ref target, (nuint)(length + Vector512<byte>.Count));
        return !Vector512.LessThanAny(smallest, Vector512.Create((byte)' ')) && !Vector512.EqualsAny(backslash, Vector512<byte>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte source, ref byte target, nuint at, ref Vector512<byte> smallest, ref Vector512<byte> backslash)
    {
        Vector512<byte> block = Vector512.LoadUnsafe(ref source, at);
        block.StoreUnsafe(ref target, at);
        smallest = Vector512.Min(smallest, block);
        backslash = Vector512.Min(backslash, block ^ Vector512.Create((byte)'\\'));
    }
}
