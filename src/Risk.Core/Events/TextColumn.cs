using Risk.Internals;

namespace Risk.Events;

/// <summary>How a text is taken into a row: what every text needs to know of its position, together in memory.</summary>
/// <param name="use">The forms in use.</param>
/// <param name="folds">Whether it compares without case.</param>
/// <param name="codebook">The texts that have codes; null when nobody asks for codes.</param>
internal readonly struct TextColumn(AttributeUse use, bool folds, TextCodebook? codebook)
{
    /// <summary>The texts that have codes; an empty book when nobody asks for codes.</summary>
    public TextCodebook Codebook { get; } = codebook ?? TextCodebook.Empty;

    public AttributeUse Use { get; } = use;

    public bool Folds { get; } = folds;

    /// <summary>Whether every form in use follows from the key of a short text.</summary>
    public bool TakesKey { get; } = use != AttributeUse.None && (use & ~(AttributeUse.Code | AttributeUse.Key | AttributeUse.Hash)) == 0;

    /// <summary>The bit that tells small letters from capitals where it compares without case, otherwise none.</summary>
    public byte FoldBit { get; } = (byte)(folds ? 0x20 : 0);

    /// <summary>Whether somebody needs the hash.</summary>
    public bool IsHashed { get; } = (use & AttributeUse.Hash) != 0;
}
