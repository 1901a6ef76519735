using Risk.Internals;

namespace Risk.Features.Definitions;

/// <summary>Combinations of categories, one of each part.</summary>
internal sealed class CrossDomain(IReadOnlyList<CategoryDomain> parts) : CategoryDomain
{
    public override string Expects => $"an array of {string.Join(" and ", parts.Select(p => p.Expects))}";

    /// <summary>The hash of a combination from the hashes of its parts, folded from the left.</summary>
    public static ulong Combine(ulong state, ulong part) => TextHash.Combine(state, part);

    public override bool TryKey(Category category, out ulong key)
    {
        key = 0;
        if (category.Parts is not { } values || values.Count != parts.Count)
        {
            return false;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            if (!parts[i].TryKey(values[i], out ulong part))
            {
                return false;
            }

            key = Combine(key, part);
        }

        return true;
    }
}
