using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals;

/// <content>Packing by overlapping loads from both ends of a text, which cover every length without reading beyond it.</content>
internal readonly partial record struct TextKey
{
    private const ulong NotAscii16 = 0xFF80FF80FF80FF80;
    private const ulong NotAscii8 = 0x8080808080808080;

    /// <summary>The key by the scalar code, which is the law for <see cref="TryPackMasked(ReadOnlySpan{char}, bool, out TextKey)"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryPackParts(ReadOnlySpan<char> text, bool fold, out TextKey key)
    {
        ref byte source = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text));
        nint length = text.Length;
        ulong low;
        ulong high = 0;
        ulong rejected;
        if (length >= 8)
        {
            if (length > MaximumLength)
            {
                key = None;
                return false;
            }

            Vector128<ushort> front = Unsafe.ReadUnaligned<Vector128<ushort>>(ref source);
            Vector128<ushort> back = Unsafe.ReadUnaligned<Vector128<ushort>>(ref Unsafe.Add(ref source, (length - 8) * 2));
            Vector128<ushort> wide = (front | back) & Vector128.Create((ushort)0xFF80);
            Vector128<ulong> packed = Vector128.Narrow(front, back).AsUInt64();
            low = packed.ToScalar();
            int overlap = (int)(16 - length) * 8;
            high = overlap == 64 ? 0 : packed.GetElement(1) >> overlap;
            rejected = wide == Vector128<ushort>.Zero ? 0UL : 1UL;
        }
        else if (length >= 4)
        {
            ulong front = Unsafe.ReadUnaligned<ulong>(ref source);
            ulong back = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, (length - 4) * 2));
            rejected = (front | back) & NotAscii16;
            low = Narrow(front) | (Narrow(back) << ((int)(length - 4) * 8));
        }
        else if (length > 0)
        {
            // The first, the middle and the last of one to three characters.
            uint first = text[0];
            uint middle = text[(int)length >> 1];
            uint last = text[(int)length - 1];
            rejected = (first | middle | last) & 0xFF80;
            low = first | ((ulong)middle << ((int)(length >> 1) * 8)) | ((ulong)last << ((int)(length - 1) * 8));
        }
        else
        {
            rejected = 0;
            low = 0;
        }

        if (rejected != 0)
        {
            key = None;
            return false;
        }

        key = Finish(low, high, (int)length, fold);
        return true;
    }

    /// <summary>The key by the scalar code, which is the law for <see cref="TryPackMasked(ReadOnlySpan{byte}, bool, out TextKey)"/> and <see cref="TryPackBlock"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryPackParts(ReadOnlySpan<byte> text, bool fold, out TextKey key)
    {
        ref byte source = ref MemoryMarshal.GetReference(text);
        nint length = text.Length;
        ulong low;
        ulong high = 0;
        if (length >= 8)
        {
            if (length > MaximumLength)
            {
                key = None;
                return false;
            }

            low = Unsafe.ReadUnaligned<ulong>(ref source);
            int overlap = (int)(16 - length) * 8;
            high = overlap == 64 ? 0 : Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, length - 8)) >> overlap;
        }
        else if (length >= 4)
        {
            ulong front = Unsafe.ReadUnaligned<uint>(ref source);
            ulong back = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, length - 4));
            low = front | (back << ((int)(length - 4) * 8));
        }
        else if (length > 0)
        {
            low = text[0] | ((ulong)text[(int)length >> 1] << ((int)(length >> 1) * 8)) | ((ulong)text[(int)length - 1] << ((int)(length - 1) * 8));
        }
        else
        {
            low = 0;
        }

        if (((low | high) & NotAscii8) != 0)
        {
            key = None;
            return false;
        }

        key = Finish(low, high, (int)length, fold);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TextKey Finish(ulong low, ulong high, int length, bool fold)
    {
        if (fold)
        {
            low = Fold(low);
            high = Fold(high);
        }

        return new TextKey(low, high | ((ulong)(length + 1) << 56));
    }

    // Clears bit 5 of every byte that holds 'a' to 'z'; all bytes are below 128.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong bytes)
    {
        ulong atLeastA = bytes + 0x1F1F1F1F1F1F1F1F;
        ulong aboveZ = bytes + 0x0505050505050505;
        return bytes & ~((atLeastA & ~aboveZ & NotAscii8) >> 2);
    }

    // The low bytes of four UTF-16 units.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Narrow(ulong units)
    {
        units = (units | (units >> 8)) & 0x0000FFFF0000FFFF;
        return (units | (units >> 16)) & 0xFFFFFFFF;
    }
}
