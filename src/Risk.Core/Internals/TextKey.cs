using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MaskedLoads = System.Runtime.Intrinsics.X86.Avx512BW.VL;

namespace Risk.Internals;

/// <summary>
/// A short ASCII text in 16 bytes: its characters, zeros, and one more than its length in the last byte. Two keys are equal exactly when
/// the texts are, so a text is compared, hashed and looked up without reading its characters twice. Texts that are longer or
/// not ASCII have no key of their own (<see cref="None"/>) and are compared as texts.
/// </summary>
internal readonly partial record struct TextKey(ulong Low, ulong High)
{
    /// <summary>The longest text that has a key.</summary>
    public const int MaximumLength = 15;

    /// <summary>The multiplier of <see cref="Hash()"/>.</summary>
    public const ulong FirstMultiplier = 0xD6E8FEB86659FD93;

    private const ulong NotAscii16 = 0xFF80FF80FF80FF80;
    private const ulong NotAscii8 = 0x8080808080808080;

    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The key of every text that is too long or not ASCII.</summary>
    public static TextKey None => new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether the key stands for one text only.</summary>
    public bool IsExact => High != ulong.MaxValue;

    /// <summary>The length of the text of an exact key.</summary>
    public int Length => (int)(High >> 56) - 1;

    /// <summary>The key of UTF-16 text, in upper case when it folds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(ReadOnlySpan<char> text, bool fold, out TextKey key) =>
        MaskedLoads.IsSupported ? TryPackMasked(text, fold, out key) : CanPackWhole(text) ? TryPackWhole(text, fold, out key) : TryPackParts(text, fold, out key);

    /// <summary>The key of UTF-8 text, in upper case when it folds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(ReadOnlySpan<byte> text, bool fold, out TextKey key) =>
        CanPackWhole(text) ? TryPackWhole(text, fold, out key) : TryPackParts(text, fold, out key);

    /// <summary>The key by the scalar code, which is the law for <see cref="TryPackMasked"/> and <see cref="TryPackWhole(ReadOnlySpan{char}, bool, out TextKey)"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryPackParts(ReadOnlySpan<char> text, bool fold, out TextKey key)
    {
        ref byte source = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text));
        nint length = text.Length;
        ulong low;
        ulong high = 0;
        ulong rejected;

        // Overlapping loads from both ends cover every length without reading beyond the text.
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

    /// <summary>The key by the scalar code, which is the law for <see cref="TryPackWhole(ReadOnlySpan{byte}, bool, out TextKey)"/>.</summary>
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

    /// <summary>The key of UTF-8 text of up to 15 bytes that lies in 16 readable ones, in upper case when it folds; no step depends on the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPackBlock(Vector128<byte> block, nint length, byte foldBit, out TextKey key)
    {
        // As many ones as the text has bytes, then zeros.
        ref byte mask = ref Unsafe.Subtract(ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), 16), length);
        Vector128<byte> text = block & Vector128.LoadUnsafe(ref mask);
        if ((text & Vector128.Create((byte)0x80)) != Vector128<byte>.Zero)
        {
            key = None;
            return false;
        }

        Vector128<byte> isLower = Vector128.LessThan((text - Vector128.Create((byte)('a' + 128))).AsSByte(), Vector128.Create((sbyte)(26 - 128))).AsByte();
        text ^= isLower & Vector128.Create(foldBit);
        Vector128<ulong> packed = text.AsUInt64();
        key = new TextKey(packed.ToScalar(), packed.GetElement(1) | ((ulong)(length + 1) << 56));
        return true;
    }

    /// <summary>A hash whose upper bits are the good ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash() => Hash(FirstMultiplier);

    /// <summary>Another hash for another odd multiplier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(ulong multiplier) => ((Low * 0x9E3779B97F4A7C15) ^ (High + (Low >> 32))) * multiplier;

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
