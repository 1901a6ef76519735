namespace Risk.Features.Vectorization;

/// <summary>A block of results and where its halves go.</summary>
/// <param name="Items">The result of each lane.</param>
/// <param name="Low">The feature or lane of the first half.</param>
/// <param name="High">The feature or lane of the second half.</param>
internal sealed record PlacedBlock(int[] Items, int Low, int High);
