using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Risk.Internals;

/// <summary>
/// A 64-bit hash of UTF-16 text with a fixed seed: the same on every machine and in every process, so it may be
/// stored (window keys, feature hashing, stable roll-outs). Four units at a time are multiplied into the state
/// by a 64 to 128-bit product folded in half. It is no defence against chosen collisions.
/// </summary>
internal static class TextHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Multiplier = 0xD6E8FEB86659FD93;

    /// <summary>The hash of the text as it is.</summary>
    public static ulong Exact(ReadOnlySpan<char> text)
    {
        ulong state = Seed ^ (ulong)text.Length;
        int i = 0;
        ref char units = ref MemoryMarshal.GetReference(text);
        for (; i + 4 <= text.Length; i += 4)
        {
            state = Mix(state ^ Block(ref units, i));
        }

        if (i < text.Length)
        {
            state = Mix(state ^ Tail(text[i..], fold: false));
        }

        return Finish(state);
    }

    /// <summary>The hash of the case-folded text: equal for texts that <see cref="TextFold"/> calls equal.</summary>
    public static ulong Folded(ReadOnlySpan<char> text)
    {
        ulong state = Seed ^ (ulong)text.Length;
        int i = 0;
        ref char units = ref MemoryMarshal.GetReference(text);
        for (; i + 4 <= text.Length; i += 4)
        {
            ulong block = Block(ref units, i);
            state = Mix(state ^ ((block & 0xFF80FF80FF80FF80) == 0 ? FoldAscii(block) : Tail(text.Slice(i, 4), fold: true)));
        }

        if (i < text.Length)
        {
            state = Mix(state ^ Tail(text[i..], fold: true));
        }

        return Finish(state);
    }

    /// <summary>
    /// What <see cref="Exact"/> gives for the text of an exact key, or <see cref="Folded"/> when the key was folded: the key is the text, so it is not read again.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfKey(TextKey key)
    {
        int length = key.Length;
        ulong state = Seed ^ (ulong)length;
        state = length > 0 ? Mix(state ^ Units((uint)key.Low)) : state;
        state = length > 4 ? Mix(state ^ Units((uint)(key.Low >> 32))) : state;
        state = length > 8 ? Mix(state ^ Units((uint)key.High)) : state;
        state = length > 12 ? Mix(state ^ Units((uint)(key.High >> 32) & 0xFFFFFF)) : state;
        return Finish(state);
    }

    /// <summary>What <see cref="Exact"/> or <see cref="Folded"/> gives for ASCII text in bytes, with three readable bytes behind it.</summary>
    public static ulong OfAscii(ref byte text, int length, bool fold)
    {
        ulong state = Seed ^ (ulong)length;
        int i = 0;
        for (; i + 4 <= length; i += 4)
        {
            ulong units = Units(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, i)));
            state = Mix(state ^ (fold ? FoldAscii(units) : units));
        }

        if (i < length)
        {
            ulong units = Units(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, i)) & ((1u << ((length - i) * 8)) - 1));
            state = Mix(state ^ (fold ? FoldAscii(units) : units));
        }

        return Finish(state);
    }

    /// <summary>The hash of a number's bits; equal numbers hash the same (both zeros, all NaN).</summary>
    public static ulong Number(double value)
    {
        ulong bits = value == 0 ? 0 : double.IsNaN(value) ? 0x7FF8000000000000 : BitConverter.DoubleToUInt64Bits(value);
        return Finish(Mix(Seed ^ bits));
    }

    /// <summary>Combines two hashes; the order counts.</summary>
    public static ulong Combine(ulong first, ulong second) => Finish(Mix(BitOperations.RotateLeft(first, 23) ^ second));

    // Four units; the loops above keep the index within the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Block(ref char units, int index) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref units, index)));

    private static ulong Tail(ReadOnlySpan<char> rest, bool fold)
    {
        ulong block = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            block |= (ulong)(fold ? TextFold.Fold(rest[i]) : rest[i]) << (16 * i);
        }

        return block;
    }

    // Clears bit 5 of every 16-bit lane that holds 'a' to 'z'; all lanes are below 128.
    private static ulong FoldAscii(ulong block)
    {
        ulong atLeastA = block + 0x001F001F001F001F;
        ulong aboveZ = block + 0x0005000500050005;
        ulong lower = (atLeastA & ~aboveZ) & 0x0080008000800080;
        return block & ~(lower >> 2);
    }

    // Four bytes as four UTF-16 units.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Units(ulong bytes)
    {
        bytes = (bytes | (bytes << 16)) & 0x0000FFFF0000FFFF;
        return (bytes | (bytes << 8)) & 0x00FF00FF00FF00FF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        // Both halves in registers: the framework's product passes the lower one through memory.
        ulong high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(value, Multiplier) : Math.BigMul(value, Multiplier, out _);
        return high ^ (value * Multiplier);
    }

    private static ulong Finish(ulong state)
    {
        state ^= state >> 32;
        state *= Seed;
        return state ^ (state >> 29);
    }
}
