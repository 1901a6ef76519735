namespace Risk.Models.Trees;

/// <summary>Takes ranks as a <see cref="FeatureRanker"/> finds them; a struct, so that the loop has no call.</summary>
internal interface IRankSink
{
    /// <summary>Takes the rank of one feature.</summary>
    void Write(int slot, int rank);
}
