namespace Risk.Models.Scorecards;

/// <summary>
/// One attribute, compiled: where its thresholds and its slots are. A slot is a place in the table of points: first those of
/// bins (ranks of a numeric attribute, codes of a categorical one), then special values, then unknown, then missing.
/// </summary>
internal readonly record struct AttributeTable
{
    /// <summary>Whether values are codes.</summary>
    public required bool IsCategorical { get; init; }

    /// <summary>The first threshold.</summary>
    public required int ThresholdStart { get; init; }

    /// <summary>The number of thresholds with padding, a multiple of a block; 0 without.</summary>
    public required int PaddedThresholds { get; init; }

    /// <summary>The number of thresholds.</summary>
    public required int Thresholds { get; init; }

    /// <summary>The first slot.</summary>
    public required int SlotStart { get; init; }

    /// <summary>The number of categories.</summary>
    public required int Categories { get; init; }

    /// <summary>The first special value.</summary>
    public required int SpecialStart { get; init; }

    /// <summary>The number of special values.</summary>
    public required int Specials { get; init; }

    /// <summary>The slot of the first special value.</summary>
    public required int SpecialSlot { get; init; }

    /// <summary>The slot of values in no bin.</summary>
    public required int UnknownSlot { get; init; }

    /// <summary>The slot of missing values.</summary>
    public int MissingSlot => UnknownSlot + 1;
}
