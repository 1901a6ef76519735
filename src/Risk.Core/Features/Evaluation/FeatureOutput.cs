namespace Risk.Features.Evaluation;

/// <summary>Where a feature comes from: a slot, rounded to float32, or one bucket of a group of hashed texts.</summary>
/// <param name="Slot">The slot, or -1 for a hashed bucket.</param>
internal readonly record struct FeatureOutput(int Slot)
{
    /// <summary>A bucket that a <see cref="HashedGroup"/> writes.</summary>
    public static FeatureOutput Hashed => new(-1);

    public bool IsHashed => Slot < 0;
}
