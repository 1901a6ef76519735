using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals;

/// <summary>Bytes that are ASCII, as UTF-16.</summary>
internal static class AsciiText
{
    /// <summary>Widens bytes to characters.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="destination">At least as many characters.</param>
    /// <returns>False when a byte is 128 or more; the destination's content is then undefined.</returns>
    public static bool TryWiden(ReadOnlySpan<byte> source, Span<char> destination)
    {
        destination = destination[..source.Length];
        ref byte bytes = ref MemoryMarshal.GetReference(source);
        ref ushort units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(destination));
        int length = source.Length;
        if (length < 8)
        {
            uint seen = 0;
            for (int i = 0; i < length; i++)
            {
                uint value = Unsafe.Add(ref bytes, i);
                seen |= value;
                Unsafe.Add(ref units, i) = (ushort)value;
            }

            return seen < 128;
        }

        if (length < 16)
        {
            // Two blocks of eight that overlap in the middle.
            ulong head = Unsafe.ReadUnaligned<ulong>(ref bytes);
            ulong tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, length - 8));
            Vector128.WidenLower(Vector128.CreateScalarUnsafe(head).AsByte()).StoreUnsafe(ref units);
            Vector128.WidenLower(Vector128.CreateScalarUnsafe(tail).AsByte()).StoreUnsafe(ref units, (nuint)length - 8);
            return ((head | tail) & 0x8080808080808080) == 0;
        }

        Vector128<byte> any = Vector128<byte>.Zero;
        nuint last = (nuint)length - 16;
        for (nuint i = 0; i < last; i += 16)
        {
            any |= Widen(ref bytes, ref units, i);
        }

        any |= Widen(ref bytes, ref units, last);
        return any.ExtractMostSignificantBits() == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Widen(ref byte bytes, ref ushort units, nuint at)
    {
        Vector128<byte> block = Vector128.LoadUnsafe(ref bytes, at);
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(block);
        lower.StoreUnsafe(ref units, at);
        upper.StoreUnsafe(ref units, at + 8);
        return block;
    }
}
