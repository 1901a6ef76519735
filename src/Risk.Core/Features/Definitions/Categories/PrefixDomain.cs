using Risk.Features.Texts;

namespace Risk.Features.Definitions;

/// <summary>Network prefixes: an address or a prefix in the usual notation, cut to the lengths of the input.</summary>
internal sealed class PrefixDomain(int version4Length, int version6Length) : CategoryDomain
{
    public override string Expects => $"an IP address or prefix such as 203.0.113.0/{version4Length}";

    public override bool TryKey(Category category, out ulong key)
    {
        key = 0;
        ReadOnlySpan<char> text = category.Text;
        int slash = text.IndexOf('/');
        if (slash >= 0)
        {
            text = text[..slash];
        }

        if (!IpAddressText.TryParse(text, out UInt128 address, out int version))
        {
            return false;
        }

        key = IpAddressText.PrefixHash(address, version, version == 4 ? version4Length : version6Length);
        return true;
    }
}
