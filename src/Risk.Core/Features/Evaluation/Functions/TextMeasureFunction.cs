using Risk.Events;
using Risk.Features.Texts;

namespace Risk.Features.Evaluation;

/// <summary>Computes a <see cref="TextMeasure"/>; missing for a missing text, invalid and missing for what is no IP address.</summary>
internal sealed class TextMeasureFunction(TextSource source, TextMeasure measure) : RowFunction
{
    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags)
    {
        if (!source.TryGet(row, out ReadOnlySpan<char> text, ref flags))
        {
            return double.NaN;
        }

        switch (measure)
        {
            case TextMeasure.Length:
                return text.Length;
            case TextMeasure.DigitShare:
                return DigitShare.Of(text);
            default:
                if (IpAddressText.TryParse(text, out _, out int version))
                {
                    return version;
                }

                flags |= DecisionFlags.InvalidValue;
                return double.NaN;
        }
    }
}
