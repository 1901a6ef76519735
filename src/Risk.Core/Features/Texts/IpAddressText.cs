using System.Globalization;
using Risk.Internals;

namespace Risk.Features.Texts;

/// <summary>
/// Reads IP addresses without allocating: dotted decimal for version 4 (no leading zeros), RFC 4291 for version 6,
/// an IPv4-mapped address (::ffff:a.b.c.d) being version 4. Zones (%eth0) and ports are not part of an address.
/// </summary>
internal static class IpAddressText
{
    private const int LongestAddress = 45;

    /// <summary>Parses an address; version 4 is in the lowest 32 bits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt128 address, out int version)
    {
        (address, version) = (0, 4);
        if (text.Length is < 2 or > LongestAddress)
        {
            return false;
        }

        if (!text.Contains(':'))
        {
            bool parsed = TryParseVersion4(text, out uint number);
            address = number;
            return parsed;
        }

        version = 6;
        if (!TryParseVersion6(text, out address))
        {
            return false;
        }

        if (address >> 32 == 0xFFFF)
        {
            (address, version) = ((uint)address, 4);
        }

        return true;
    }

    /// <summary>The hash of the first bits of an address and its version.</summary>
    public static ulong PrefixHash(UInt128 address, int version, int length)
    {
        int rest = (version == 4 ? 32 : 128) - length;
        UInt128 prefix = rest >= 128 ? 0 : address >> rest;
        return TextHash.Combine(TextHash.Combine((ulong)version, (ulong)(prefix >> 64)), (ulong)prefix);
    }

    private static bool TryParseVersion4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        int parts = 0;
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> part = text[range];
            bool isNumber = byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte value);
            if (++parts > 4 || !isNumber || (part.Length > 1 && part[0] == '0'))
            {
                return false;
            }

            address = (address << 8) | value;
        }

        return parts == 4;
    }

    private static bool TryParseVersion6(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = 0;
        int gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return TryParseGroups(text, out address, out int all) && all == 8;
        }

        UInt128 high = 0;
        UInt128 low = 0;
        int highCount = 0;
        int lowCount = 0;
        ReadOnlySpan<char> before = text[..gap];
        ReadOnlySpan<char> after = text[(gap + 2)..];
        if ((!before.IsEmpty && (before.Contains('.') || !TryParseGroups(before, out high, out highCount)))
            || (!after.IsEmpty && !TryParseGroups(after, out low, out lowCount))
            || highCount + lowCount > 7)
        {
            return false;
        }

        address = (highCount == 0 ? 0 : high << (16 * (8 - highCount))) | low;
        return true;
    }

    // Groups of hexadecimal digits between single colons; the last may be dotted decimal, which is two groups.
    private static bool TryParseGroups(ReadOnlySpan<char> text, out UInt128 value, out int count)
    {
        (value, count) = (0, 0);
        foreach (Range range in text.Split(':'))
        {
            ReadOnlySpan<char> group = text[range];
            if (group.Contains('.'))
            {
                bool isLast = range.End.GetOffset(text.Length) == text.Length;
                if (!isLast || count > 6 || !TryParseVersion4(group, out uint tail))
                {
                    return false;
                }

                (value, count) = ((value << 32) | tail, count + 2);
                continue;
            }

            if (group.Length is 0 or > 4 || count == 8
                || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort bits))
            {
                return false;
            }

            (value, count) = ((value << 16) | bits, count + 1);
        }

        return true;
    }
}
