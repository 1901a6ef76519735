using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Events.Json;

/// <content>Fields that come as expected, in a padded text: blocks are read beyond its end.</content>
internal ref partial struct JsonScanner
{
    private const int LongestInBlock = JsonKey.BlockBytes - 1;

    /// <summary>The place behind the value of the expected key; gives up on another key, on white space and on values that need more than a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AfterExpectedField(int at, JsonKey key)
    {
        ref byte bytes = ref _bytes;
        Vector256<byte> block = Vector256.LoadUnsafe(ref bytes, (nuint)(uint)at);
        if (((block ^ key.Head) & key.HeadMask) != Vector256<byte>.Zero)
        {
            return GaveUp;
        }

        at += key.Length;
        int position = key.Position;
        byte first = Unsafe.Add(ref bytes, at);
        if (key.Form == JsonForm.Text)
        {
            if (first == '"')
            {
                int length = ShortStringLength(at + 1);
                if (length > LongestInBlock)
                {
                    return GaveUp;
                }

                if (!_row.SetUtf8Block(position, ref Unsafe.Add(ref bytes, at + 1), length))
                {
                    _sink.CountInvalidValue();
                }

                return at + length + 2;
            }

            if (Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, at)) == Null)
            {
                _row.SetMissing(position);
                return at + 4;
            }
        }
        else if (key.Form == JsonForm.Number)
        {
            int next = AfterShortNumberInside(at, first, out double value);
            if (next > 0)
            {
                _row.SetNumber(position, value);
            }

            return next;
        }
        else if (key.Form == JsonForm.Boolean)
        {
            int next = AfterTruthInside(at, out bool truth);
            if (next > 0)
            {
                _row.SetBoolean(position, truth);
            }

            return next;
        }
        else if (key.Form == JsonForm.Timestamp)
        {
            return first == '"' ? AfterTimestamp(at, position) : AfterSeconds(at, key);
        }

        return GaveUp;
    }

    // Of its own, so that its code does not crowd out what the loop above keeps in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AfterTimestamp(int at, int position)
    {
        int length = ShortStringLength(at + 1);
        if (length > LongestInBlock || !TimestampText.TryParse(Slice(at + 1, at + 1 + length), out double microseconds))
        {
            return GaveUp;
        }

        _row.SetNumber(position, microseconds);
        if (double.IsNaN(microseconds))
        {
            _sink.CountInvalidValue();
        }

        return at + length + 2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AfterSeconds(int at, JsonKey key)
    {
        int next = AfterNumber(at, out double seconds);
        if (next < 0 || double.IsNaN(seconds))
        {
            return GaveUp;
        }

        _sink.Number(key.Field, seconds);
        return next;
    }

    /// <summary>The length of a string whose closing quote lies within a block, or 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int ShortStringLength(int start)
    {
        Vector256<byte> block = Vector256.LoadUnsafe(ref _bytes, (nuint)(uint)start);
        return BitOperations.TrailingZeroCount(Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits());
    }
}
