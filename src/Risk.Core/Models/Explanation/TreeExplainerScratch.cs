namespace Risk.Models.Explanation;

/// <summary>The space a walk needs, one per thread; grows to the largest model explained on it and stays.</summary>
internal sealed class TreeExplainerScratch
{
    [ThreadStatic]
    private static TreeExplainerScratch? _current;

    public PendingNode[] Frames { get; private set; } = [];

    public PathElement[] Elements { get; private set; } = [];

    /// <summary>The thread's scratch, at least as large as asked for.</summary>
    public static TreeExplainerScratch Rent(int frames, int elements)
    {
        TreeExplainerScratch scratch = _current ??= new TreeExplainerScratch();
        if (scratch.Frames.Length < frames)
        {
            scratch.Frames = new PendingNode[frames];
        }

        if (scratch.Elements.Length < elements)
        {
            scratch.Elements = new PathElement[elements];
        }

        return scratch;
    }
}
