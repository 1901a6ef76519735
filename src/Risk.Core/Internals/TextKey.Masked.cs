using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MaskedLoads = System.Runtime.Intrinsics.X86.Avx512BW.VL;

namespace Risk.Internals;

/// <content>
/// Packing by one masked load, which reads the text's units and zeros beyond them. Lengths of an event's texts follow no pattern, so
/// a branch on them is mispredicted every other time, and costs more than all the rest; this has none.
/// </content>
internal readonly partial record struct TextKey
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool TryPackMasked(ReadOnlySpan<char> text, bool fold, out TextKey key)
    {
        int length = text.Length;
        if (length > MaximumLength)
        {
            key = None;
            return false;
        }

        Vector256<ushort> units;
        fixed (char* source = &MemoryMarshal.GetReference(text))
        {
            // What the mask leaves out is not touched: an empty text may lie nowhere, and a text at the end of a page.
            units = MaskedLoads.MaskLoad((ushort*)source, Vector256.LessThan(Vector256<ushort>.Indices, Vector256.Create((ushort)length)), Vector256<ushort>.Zero);
        }

        if ((units & Vector256.Create((ushort)0xFF80)) != Vector256<ushort>.Zero)
        {
            key = None;
            return false;
        }

        Vector128<byte> bytes = MaskedLoads.ConvertToVector128Byte(units);
        if (fold)
        {
            Vector128<byte> isLower = Vector128.LessThan(bytes - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
            bytes &= ~(isLower & Vector128.Create((byte)0x20));
        }

        Vector128<ulong> words = bytes.AsUInt64();
        key = new TextKey(words.ToScalar(), words.GetElement(1) | ((ulong)(length + 1) << 56));
        return true;
    }
}
