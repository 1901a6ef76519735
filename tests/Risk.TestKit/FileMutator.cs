using System.Buffers.Binary;
using System.Text;

namespace Risk.TestKit;

/// <summary>Damages files as disks, networks and people do: flipped bits, cut and moved blocks, edited numbers and lengths.</summary>
public static class FileMutator
{
    private static readonly string[] Numbers =
    [
        "-1", "0", "1", "2", "7", "-2147483648", "2147483647", "2147483648", "4294967295", "9223372036854775807", "1e308", "1e999", "-1e999",
        "1e-400", "NaN", "nan", "Infinity", "inf", "0.5", "-0", "65535", "65536", "16777216", "", "x", "\"", "[", "]", "{", "}", ",", " ",
    ];

    private static readonly ulong[] Lengths = [0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, ulong.MaxValue];

    /// <summary>A damaged copy of a file. The same seed makes the same damage.</summary>
    public static byte[] Mutate(byte[] source, Random random)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(random);
        byte[] file = [.. source];
        int changes = random.Next(1, 5);
        for (int i = 0; i < changes && file.Length > 0; i++)
        {
            file = Change(file, random);
        }

        return file;
    }

    private static byte[] Change(byte[] file, Random random)
    {
        int at = random.Next(file.Length);
        int length = Math.Min(random.Next(1, 64), file.Length - at);
        switch (random.Next(10))
        {
            case 0 or 1:
                file[at] ^= (byte)(1 << random.Next(8));
                return file;
            case 2:
                file[at] = (byte)random.Next(256);
                return file;
            case 3:
                return file[..at];
            case 4:
                return [.. file[..at], .. file[(at + length)..]];
            case 5:
                return [.. file[..at], .. file.AsSpan(at, length), .. file.AsSpan(at)];
            case 6:
                return Swap(file, at, length, random);
            case 7:
                return OverwriteLength(file, at, random);
            default:
                return EditNumber(file, at, random);
        }
    }

    private static byte[] Swap(byte[] file, int at, int length, Random random)
    {
        int other = random.Next(file.Length);
        length = Math.Min(length, file.Length - Math.Max(at, other));
        if (Math.Abs(at - other) >= length)
        {
            byte[] kept = file[at..(at + length)];
            file.AsSpan(other, length).CopyTo(file.AsSpan(at));
            kept.CopyTo(file.AsSpan(other));
        }

        return file;
    }

    private static byte[] OverwriteLength(byte[] file, int at, Random random)
    {
        Span<byte> value = stackalloc byte[8];
        ulong length = Lengths[random.Next(Lengths.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt64BigEndian(value, length);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(value, length);
        }

        int width = Math.Min(1 << random.Next(4), file.Length - at);
        value[^width..].CopyTo(file.AsSpan(at));
        return file;
    }

    // The next number after the position becomes another one, or something that is none.
    private static byte[] EditNumber(byte[] file, int at, Random random)
    {
        int start = at;
        while (start < file.Length && !IsNumber(file[start]))
        {
            start++;
        }

        int end = start;
        while (end < file.Length && IsNumber(file[end]))
        {
            end++;
        }

        return [.. file[..start], .. Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)]), .. file.AsSpan(end)];
    }

    private static bool IsNumber(byte value) => value is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.' or (byte)'E' or (byte)'e';
}
