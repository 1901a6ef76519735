using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MaskedLoads = System.Runtime.Intrinsics.X86.Avx512BW.VL;

namespace Risk.Internals;

/// <content>
/// Packing by one masked load, which reads the text's units and zeros beyond them: what the mask leaves out is not touched, so an empty
/// text may lie nowhere, and a text at the end of a page. Lengths of an event's texts follow no pattern, so a branch on them is mispredicted
/// every other time, and costs more than all the rest; this has none.
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
            units = MaskedLoads.MaskLoad((ushort*)source, Vector256.LessThan(Vector256<ushort>.Indices, Vector256.Create((ushort)length)), Vector256<ushort>.Zero);
        }

        if ((units & Vector256.Create((ushort)0xFF80)) != Vector256<ushort>.Zero)
        {
            key = None;
            return false;
        }

        key = Finish(MaskedLoads.ConvertToVector128Byte(units), length, fold);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool TryPackMasked(ReadOnlySpan<byte> text, bool fold, out TextKey key)
    {
        int length = text.Length;
        if (length > MaximumLength)
        {
            key = None;
            return false;
        }

        Vector128<byte> bytes;
        fixed (byte* source = &MemoryMarshal.GetReference(text))
        {
            bytes = MaskedLoads.MaskLoad(source, Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length)), Vector128<byte>.Zero);
        }

        if (bytes.ExtractMostSignificantBits() != 0)
        {
            key = None;
            return false;
        }

        key = Finish(bytes, length, fold);
        return true;
    }
}
