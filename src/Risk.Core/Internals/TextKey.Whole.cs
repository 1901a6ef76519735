using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals;

/// <content>
/// Packing without a branch on the length: sixteen characters are loaded whatever the text's length, and a mask cuts off what lies behind it. The lengths of an attribute's texts vary
/// from event to event, so branches on them are mispredicted (DecisionPartsBenchmarks.Fill).
/// </content>
internal readonly partial record struct TextKey
{
    // Memory is mapped in pages of at least this size: a load that starts and ends in the page where the text starts touches nothing that is not mapped.
    private const int PageBytes = 4096;

    // A window of sixteen that starts at 16 - length has ones for the characters of the text.
    private static ReadOnlySpan<ushort> KeptUnits =>
    [
        0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<byte> KeptBytes =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    // The text is looked at again, pinned, when it is loaded: here only to choose the way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool CanPackWhole<T>(ReadOnlySpan<T> text) => Vector128.IsHardwareAccelerated && (uint)(text.Length - 1) < MaximumLength;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool TryPackWhole(ReadOnlySpan<char> text, bool fold, out TextKey key)
    {
        nuint length = (nuint)text.Length;

        // Pinned, so that it stays in the page that was looked at.
        fixed (char* start = &MemoryMarshal.GetReference(text))
        {
            if (((nuint)start & (PageBytes - 1)) > PageBytes - (2 * (nuint)Vector128<byte>.Count))
            {
                return TryPackParts(text, fold, out key);
            }

            ref ushort kept = ref Unsafe.Add(ref MemoryMarshal.GetReference(KeptUnits), 16 - length);
            Vector128<ushort> front = Vector128.Load((ushort*)start) & Vector128.LoadUnsafe(ref kept);
            Vector128<ushort> back = Vector128.Load((ushort*)start + 8) & Vector128.LoadUnsafe(ref kept, 8);
            if (((front | back) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
            {
                key = None;
                return false;
            }

            key = FinishWhole(Vector128.Narrow(front, back), length, fold);
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool TryPackWhole(ReadOnlySpan<byte> text, bool fold, out TextKey key)
    {
        nuint length = (nuint)text.Length;
        fixed (byte* start = &MemoryMarshal.GetReference(text))
        {
            if (((nuint)start & (PageBytes - 1)) > PageBytes - (nuint)Vector128<byte>.Count)
            {
                return TryPackParts(text, fold, out key);
            }

            Vector128<byte> bytes = Vector128.Load(start) & Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(KeptBytes), 16 - length);
            if (bytes.ExtractMostSignificantBits() != 0)
            {
                key = None;
                return false;
            }

            key = FinishWhole(bytes, length, fold);
            return true;
        }
    }

    // Clears bit 5 of every byte that holds 'a' to 'z'; all bytes are below 128.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TextKey FinishWhole(Vector128<byte> bytes, nuint length, bool fold)
    {
        Vector128<byte> isLower = Vector128.LessThan((bytes - Vector128.Create((byte)('a' + 128))).AsSByte(), Vector128.Create((sbyte)(26 - 128))).AsByte();
        Vector128<byte> lowered = isLower & Vector128.Create((byte)(fold ? 0x20 : 0));
        Vector128<ulong> words = (bytes ^ lowered).AsUInt64();
        return new TextKey(words.ToScalar(), words.GetElement(1) | ((ulong)(length + 1) << 56));
    }
}
