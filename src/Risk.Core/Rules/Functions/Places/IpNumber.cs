namespace Risk.Rules.Functions;

/// <summary>
/// An IP address as a 128-bit number. A version 4 address, and a version 6 one that maps it (<c>::ffff:10.0.0.1</c>), is the
/// number of the mapping, so that both lie in the same networks.
/// </summary>
internal readonly record struct IpNumber(UInt128 Value)
{
    private const int GroupCount = 8;

    private static readonly UInt128 MappedPrefix = (UInt128)0xFFFF << 32;

    /// <summary>Whether it is a version 4 address.</summary>
    public bool IsVersion4 => Value >> 32 == 0xFFFF;

    /// <summary>Reads dotted decimal (no leading zeros, which some read as octal) or version 6 text; a zone after % is ignored.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpNumber address)
    {
        text = text.Trim();
        if (TryParseVersion4(text, out uint number))
        {
            address = new IpNumber(MappedPrefix | number);
            return true;
        }

        int zone = text.IndexOf('%');
        bool valid = TryParseVersion6(zone < 0 ? text : text[..zone], out UInt128 value);
        address = new IpNumber(value);
        return valid;
    }

    private static bool TryParseVersion4(ReadOnlySpan<char> text, out uint number)
    {
        number = 0;
        int position = 0;
        for (int part = 0; part < 4; part++)
        {
            if (part > 0 && (position == text.Length || text[position++] != '.'))
            {
                return false;
            }

            int start = position;
            uint value = 0;
            while (position < text.Length && position - start < 3 && char.IsAsciiDigit(text[position]))
            {
                value = (value * 10) + (uint)(text[position++] - '0');
            }

            int digits = position - start;
            if (digits == 0 || value > 255 || (digits > 1 && text[start] == '0'))
            {
                return false;
            }

            number = (number << 8) | value;
        }

        return position == text.Length;
    }

    private static bool TryParseVersion6(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        UInt128 head = 0;
        int groups = 0;
        int gapAt = -1;
        int position = 0;
        if (text.StartsWith("::"))
        {
            gapAt = 0;
            position = 2;
        }

        while (position < text.Length)
        {
            if (groups == GroupCount)
            {
                return false;
            }

            if (groups + 2 <= GroupCount && TryParseVersion4(text[position..], out uint tail))
            {
                head = (head << 32) | tail;
                groups += 2;
                position = text.Length;
                break;
            }

            int start = position;
            uint group = 0;
            while (position < text.Length && position - start < 4 && char.IsAsciiHexDigit(text[position]))
            {
                group = (group << 4) | HexValue(text[position++]);
            }

            if (position == start)
            {
                return false;
            }

            head = (head << 16) | group;
            groups++;
            if (position == text.Length)
            {
                break;
            }

            if (text[position++] != ':' || position == text.Length)
            {
                return false;
            }

            if (text[position] == ':')
            {
                if (gapAt >= 0)
                {
                    return false;
                }

                gapAt = groups;
                position++;
            }
        }

        if (gapAt < 0)
        {
            value = head;
            return groups == GroupCount;
        }

        // The gap stands for at least one group of zeros: groups before it move up, groups after it stay.
        int after = groups - gapAt;
        UInt128 low = after == 0 ? 0 : head & (UInt128.MaxValue >> (128 - (16 * after)));
        UInt128 high = after == GroupCount ? 0 : head >> (16 * after);
        value = gapAt == 0 ? low : (high << (128 - (16 * gapAt))) | low;
        return groups < GroupCount;
    }

    private static uint HexValue(char digit) => digit <= '9' ? (uint)(digit - '0') : (uint)((digit | 0x20) - 'a' + 10);
}
