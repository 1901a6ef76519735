using System.Globalization;

namespace Risk.Rules.Functions;

/// <summary>A network in CIDR form such as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>; a bare address is a network of one.</summary>
internal readonly record struct IpNetwork(UInt128 Prefix, UInt128 Mask)
{
    private const string Expected = "must be a network such as '10.0.0.0/8' or '2001:db8::/32'";

    /// <summary>Whether an address lies in it.</summary>
    public bool Contains(IpNumber address) => (address.Value & Mask) == Prefix;

    /// <summary>What is wrong with a text that should be a network, in plain words, or null.</summary>
    public static string? Check(string text) => TryParse(text, out _, out string? problem) ? null : problem;

    /// <summary>Reads a network that <see cref="Check"/> found right.</summary>
    public static IpNetwork Parse(string text) =>
        TryParse(text, out IpNetwork network, out string? problem) ? network : throw new FormatException(problem);

    private static bool TryParse(string text, out IpNetwork network, out string? problem)
    {
        network = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        ReadOnlySpan<char> addressText = slash < 0 ? text : text.AsSpan(0, slash);
        if (!IpNumber.TryParse(addressText, out IpNumber address))
        {
            problem = $"{Expected}: '{addressText}' is not an IP address";
            return false;
        }

        int width = address.IsVersion4 && !addressText.Contains(':') ? 32 : 128;
        int bits = width;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > width))
        {
            problem = $"{Expected}: the part after '/' must be a whole number from 0 to {width}";
            return false;
        }

        // A version 4 network is one of the 128-bit numbers that map it.
        int maskBits = bits + 128 - width;
        UInt128 mask = maskBits == 0 ? 0 : UInt128.MaxValue << (128 - maskBits);
        network = new IpNetwork(address.Value & mask, mask);
        problem = null;
        return true;
    }
}
