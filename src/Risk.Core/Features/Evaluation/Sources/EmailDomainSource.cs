using Risk.Events;
using Risk.Features.Texts;

namespace Risk.Features.Evaluation;

/// <summary>The domain of an e-mail address; what has none is invalid and missing.</summary>
internal sealed class EmailDomainSource(TextSource address) : TextSource
{
    public override bool TryGet(AttributeRow row, out ReadOnlySpan<char> text, ref DecisionFlags flags)
    {
        if (!address.TryGet(row, out text, ref flags))
        {
            return false;
        }

        if (EmailAddress.TryGetDomain(text, out text))
        {
            return true;
        }

        flags |= DecisionFlags.InvalidValue | DecisionFlags.MissingFeatures;
        return false;
    }
}
