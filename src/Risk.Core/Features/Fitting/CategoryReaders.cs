using System.Globalization;
using System.Net;
using Risk.Events;
using Risk.Features.Definitions;
using Risk.Features.Evaluation;
using Risk.Features.Texts;
using Risk.Features.Transforms;

namespace Risk.Features.Fitting;

/// <summary>The forms in which categories are read; <see cref="Lowering.Category(FeatureNode, bool)"/> has the same cases for serving.</summary>
internal static class CategoryReaders
{
    public static CategoryReader Of(FeatureNode node, Lowering lowering) => node switch
    {
        TransformNode { Transform: CrossTransform } cross => new CrossReader([.. cross.Inputs.Select(i => Of(i, lowering))]),
        TransformNode { Transform: IpPrefixTransform } prefix => new PrefixReader(
            lowering.Text(prefix.Inputs[0]), prefix.Integer(IpPrefixTransform.Version4), prefix.Integer(IpPrefixTransform.Version6)),
        TransformNode { Transform: TextTransform } => new TextReader(lowering.Text(node)),
        AttributeNode when lowering.IsText(node) => new TextReader(lowering.Text(node)),
        _ => new NumberReader(lowering.Number(node)),
    };

    private sealed class TextReader(TextSource source) : CategoryReader
    {
        public override Category? Read(AttributeRow row, ReadOnlySpan<double> slots)
        {
            var flags = DecisionFlags.None;
            return source.TryGet(row, out ReadOnlySpan<char> text, ref flags) ? Category.Of(text.ToString()) : null;
        }
    }

    private sealed class NumberReader(int slot) : CategoryReader
    {
        public override Category? Read(AttributeRow row, ReadOnlySpan<double> slots)
        {
            double value = slots[slot];
            return Math.Abs(value) < double.MaxValue ? Category.Of(value == 0 ? 0 : value) : null;
        }
    }

    private sealed class PrefixReader(TextSource address, int version4Length, int version6Length) : CategoryReader
    {
        public override Category? Read(AttributeRow row, ReadOnlySpan<double> slots)
        {
            var flags = DecisionFlags.None;
            if (!address.TryGet(row, out ReadOnlySpan<char> text, ref flags) || !IpAddressText.TryParse(text, out UInt128 bits, out int version))
            {
                return null;
            }

            int length = version == 4 ? version4Length : version6Length;
            int rest = (version == 4 ? 32 : 128) - length;
            bits = bits >> rest << rest;
            Span<byte> bytes = stackalloc byte[16];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(bits >> (120 - (8 * i)));
            }

            var prefix = new IPAddress(version == 4 ? bytes[12..] : bytes);
            return Category.Of(string.Create(CultureInfo.InvariantCulture, $"{prefix}/{length}"));
        }
    }

    private sealed class CrossReader(CategoryReader[] parts) : CategoryReader
    {
        public override Category? Read(AttributeRow row, ReadOnlySpan<double> slots)
        {
            var categories = new Category[parts.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                if (parts[i].Read(row, slots) is not { } part)
                {
                    return null;
                }

                categories[i] = part;
            }

            return Category.Of(categories);
        }
    }
}
