using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Risk.Internals;

namespace Risk.Events.Json;

/// <content>Fields that come as expected, in a padded text: blocks are read beyond its end.</content>
internal ref partial struct JsonScanner
{
    private const int LongestInBlock = JsonKey.BlockBytes - 1;

    /// <summary>Reads fields for as long as they come as expected: the key that came last time, no white space, a value of the usual type within a block.</summary>
    /// <param name="at">The comma before a field; afterwards the place behind the last field that was read.</param>
    /// <param name="last">The key before it.</param>
    /// <returns>The last key that was read.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsonKey ReadExpectedFields(ref int at, JsonKey last)
    {
        AttributeRow row = _row;
        ref double numbers = ref row.FirstNumber;
        ref TextColumn columns = ref row.FirstTextColumn;
        ref int codes = ref row.FirstCode;
        ref TextKey keys = ref row.FirstKey;
        ref byte field = ref Unsafe.Add(ref _bytes, (nint)(uint)at);
        while (true)
        {
            JsonKey key = last.Next;
            ref byte value = ref Unsafe.Add(ref field, (nint)(uint)key.HeadLength);
            if (((Vector256.LoadUnsafe(ref field) ^ key.Head) & key.HeadMask) != Vector256<byte>.Zero)
            {
                if (!IsNullText(ref field, key))
                {
                    break;
                }

                row.SetMissing(key.Position);
                field = ref Unsafe.Add(ref value, NullLength - 1);
            }
            else if (key.Form == JsonForm.Text)
            {
                Vector256<byte> block = Vector256.LoadUnsafe(ref value);
                int length = BitOperations.TrailingZeroCount(Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits());
                ref TextColumn column = ref Unsafe.Add(ref columns, (nint)(uint)key.Position);
                if (column.TakesKey && length <= TextKey.MaximumLength && TextKey.TryPackBlock(block.GetLower(), length, column.FoldBit, out TextKey text))
                {
                    field = ref Unsafe.Add(ref value, (nint)(uint)length + 1);
                    Unsafe.Add(ref keys, (nint)(uint)key.Position) = text;
                    Unsafe.Add(ref codes, (nint)(uint)key.Position) = column.Codebook.Find(text);
                    if (column.IsHashed)
                    {
                        row.SetHash(key.Position, text);
                    }
                }
                else if (length <= LongestInBlock)
                {
                    field = ref Unsafe.Add(ref value, (nint)(uint)length + 1);
                    if (column.Use != AttributeUse.None)
                    {
                        SetLongText(key.Position, ref value, length);
                    }
                }
                else
                {
                    break;
                }
            }
            else if (key.Form == JsonForm.Number)
            {
                int length = ShortNumber(ref value, out double number);
                if (length == 0)
                {
                    if (Unsafe.ReadUnaligned<uint>(ref value) != Null)
                    {
                        break;
                    }

                    length = NullLength;
                    number = double.NaN;
                }

                field = ref Unsafe.Add(ref value, (nint)(uint)length);
                Unsafe.Add(ref numbers, (nint)(uint)key.Position) = number;
            }
            else if (key.Form == JsonForm.Boolean)
            {
                int length = Truth(ref value, out double truth);
                if (length == 0)
                {
                    if (Unsafe.ReadUnaligned<uint>(ref value) != Null)
                    {
                        break;
                    }

                    length = NullLength;
                    truth = double.NaN;
                }

                field = ref Unsafe.Add(ref value, (nint)(uint)length);
                Unsafe.Add(ref numbers, (nint)(uint)key.Position) = truth;
            }
            else
            {
                int length = TimestampLength(ref value, key);
                if (length == 0)
                {
                    break;
                }

                field = ref Unsafe.Add(ref value, (nint)(uint)length);
            }

            last = key;
        }

        at = (int)Unsafe.ByteOffset(ref _bytes, ref field);
        return last;
    }

    // The key of a text, and null where its quote would be.
    private static bool IsNullText(ref byte field, JsonKey key)
    {
        if (key.Form != JsonForm.Text)
        {
            return false;
        }

        uint same = Vector256.Equals(Vector256.LoadUnsafe(ref field) & key.HeadMask, key.Head).ExtractMostSignificantBits();
        return ~same == 1u << (key.HeadLength - 1) && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref field, key.HeadLength - 1)) == Null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SetLongText(int position, ref byte start, int length)
    {
        if (!_row.SetUtf8Block(position, ref start, length))
        {
            _sink.CountInvalidValue();
        }
    }

    // The length of a timestamp's text with its quotes, or of a number of seconds; 0 for anything else.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TimestampLength(ref byte value, JsonKey key)
    {
        if (key.Form != JsonForm.Timestamp)
        {
            return 0;
        }

        int at = (int)Unsafe.ByteOffset(ref _bytes, ref value);
        if (value != '"')
        {
            int next = AfterNumber(at, out double seconds);
            if (next < 0 || double.IsNaN(seconds))
            {
                return 0;
            }

            _sink.Number(key.Field, seconds);
            return next - at;
        }

        int length = ShortStringLength(at + 1);
        if (length > LongestInBlock || !TimestampText.TryParse(Slice(at + 1, at + 1 + length), out double microseconds))
        {
            return 0;
        }

        _row.SetNumber(key.Position, microseconds);
        if (double.IsNaN(microseconds))
        {
            _sink.CountInvalidValue();
        }

        return length + 2;
    }

    /// <summary>The length of a string whose closing quote lies within a block, or 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int ShortStringLength(int start)
    {
        Vector256<byte> block = Vector256.LoadUnsafe(ref _bytes, (nuint)(uint)start);
        return BitOperations.TrailingZeroCount(Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits());
    }
}
