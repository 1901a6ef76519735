namespace Risk.Models.Formats;

/// <summary>
/// Bounds the memory of bit sets by the size of the file they come from: one category of sixteen million, four bytes in a file,
/// would take two megabytes.
/// </summary>
internal sealed class CategoryBudget(long fileLength)
{
    private const long Allowance = 1 << 20;
    private const int WordsPerByte = 8;

    private long _words = Allowance + (fileLength * WordsPerByte);

    /// <summary>Takes words of 32 bits; false when there are too few left.</summary>
    public bool TryTake(long words)
    {
        _words -= words;
        return _words >= 0;
    }
}
