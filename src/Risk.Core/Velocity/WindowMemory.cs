namespace Risk.Velocity;

/// <summary>What a key of windows that are kept together takes in memory, without its 11 to 22 bytes in the table of keys.</summary>
/// <param name="Keys">The attributes that make the key.</param>
/// <param name="Windows">How many windows are kept together.</param>
/// <param name="BucketSeconds">The width of a bucket in seconds; 0 where every event is kept.</param>
/// <param name="SmallestKeyBytes">The bytes of a key that was seen once.</param>
/// <param name="LargestKeyBytes">The most bytes that a key can take, whatever it does: by <see cref="VelocityOptions.MaximumEventsPerKey"/>, or by its buckets.</param>
public sealed record WindowMemory(IReadOnlyList<string> Keys, int Windows, double BucketSeconds, long SmallestKeyBytes, long LargestKeyBytes);
