namespace Risk.Features;

/// <summary>What a fit puts in the place of missing values.</summary>
public enum ImputeStrategy
{
    /// <summary>The mean of the values present.</summary>
    Mean,

    /// <summary>Their median; of an even number of values the lower middle one.</summary>
    Median,

    /// <summary>The value that occurs most often; among equals the smallest.</summary>
    MostFrequent,
}
