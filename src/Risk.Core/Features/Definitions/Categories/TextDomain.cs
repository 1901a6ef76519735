using Risk.Internals;

namespace Risk.Features.Definitions;

/// <summary>Texts as categories, with or without case.</summary>
internal sealed class TextDomain(bool isExact) : CategoryDomain
{
    public override string Expects => "a text";

    public override bool TryKey(Category category, out ulong key)
    {
        key = category.Text is not { } text ? 0 : isExact ? TextHash.Exact(text) : TextHash.Folded(text);
        return category.Text is not null;
    }
}
