using Risk.Events;
using Risk.Features.Texts;

namespace Risk.Features.Evaluation;

/// <summary>The network of an IP address; what is no address is invalid and missing.</summary>
internal sealed class IpPrefixSource(TextSource address, int version4Length, int version6Length) : CategorySource
{
    public override bool TryHash(AttributeRow row, ReadOnlySpan<double> slots, out ulong hash, ref DecisionFlags flags)
    {
        hash = 0;
        if (!address.TryGet(row, out ReadOnlySpan<char> text, ref flags))
        {
            return false;
        }

        if (IpAddressText.TryParse(text, out UInt128 bits, out int version))
        {
            hash = IpAddressText.PrefixHash(bits, version, version == 4 ? version4Length : version6Length);
            return true;
        }

        flags |= DecisionFlags.InvalidValue | DecisionFlags.MissingFeatures;
        return false;
    }
}
