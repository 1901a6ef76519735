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
        MaskedLoads.IsSupported ? TryPackMasked(text, fold, out key) : TryPackParts(text, fold, out key);

    /// <summary>The key of UTF-8 text, in upper case when it folds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(ReadOnlySpan<byte> text, bool fold, out TextKey key) =>
        MaskedLoads.IsSupported ? TryPackMasked(text, fold, out key) : TryPackParts(text, fold, out key);

    /// <summary>The key of UTF-8 text of up to 15 bytes that lies in 16 readable ones, in upper case when it folds; no step depends on the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPackBlock(ref byte start, int length, bool fold, out TextKey key)
    {
        // As many ones as the text has bytes, then zeros.
        Vector128<byte> mask = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(16 - length));
        Vector128<byte> text = Vector128.LoadUnsafe(ref start) & mask;
        if (text.ExtractMostSignificantBits() != 0)
        {
            key = None;
            return false;
        }

        key = Finish(text, length, fold);
        return true;
    }

    /// <summary>A hash whose upper bits are the good ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash() => Hash(FirstMultiplier);

    /// <summary>Another hash for another odd multiplier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(ulong multiplier) => ((Low * 0x9E3779B97F4A7C15) ^ (High + (Low >> 32))) * multiplier;

    // Clears bit 5 of every byte that holds 'a' to 'z', by signed comparison, which every machine has; all bytes are below 128.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TextKey Finish(Vector128<byte> text, int length, bool fold)
    {
        Vector128<byte> isLower = Vector128.LessThan((text - Vector128.Create((byte)('a' + 128))).AsSByte(), Vector128.Create((sbyte)(26 - 128))).AsByte();
        Vector128<ulong> words = (text ^ (isLower & Vector128.Create((byte)(fold ? 0x20 : 0)))).AsUInt64();
        return new TextKey(words.ToScalar(), words.GetElement(1) | ((ulong)(length + 1) << 56));
    }
}
