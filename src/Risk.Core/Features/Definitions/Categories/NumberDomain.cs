using Risk.Internals;

namespace Risk.Features.Definitions;

/// <summary>Numbers as categories: equal numbers are the same.</summary>
internal sealed class NumberDomain : CategoryDomain
{
    public override string Expects => "a number";

    public override bool TryKey(Category category, out ulong key)
    {
        key = TextHash.Number(category.Number);
        return category.IsNumber;
    }
}
