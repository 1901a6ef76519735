namespace Risk.Models.Trees;

/// <summary>The law of how leaf values become a margin: start, one step per tree in file order, finish.</summary>
internal static class TreeAggregation
{
    internal static double Start<TArithmetic>(TreeAggregate aggregate, double baseMargin, bool baseFirst)
        where TArithmetic : ITreeArithmetic => aggregate switch
        {
            TreeAggregate.Sum => baseFirst ? TArithmetic.Round(baseMargin) : 0,
            TreeAggregate.Average => 0,
            TreeAggregate.Minimum => double.PositiveInfinity,
            _ => double.NegativeInfinity,
        };

    internal static double Add<TArithmetic>(TreeAggregate aggregate, double margin, double value)
        where TArithmetic : ITreeArithmetic => aggregate switch
        {
            TreeAggregate.Minimum => value < margin ? value : margin,
            TreeAggregate.Maximum => value > margin ? value : margin,
            _ => TArithmetic.Add(margin, value),
        };

    /// <summary>The margin itself: a sum that didn't start from the base gets it last, and a margin without trees is its base.</summary>
    internal static double Finish<TArithmetic>(
        TreeAggregate aggregate, double margin, double baseMargin, bool baseFirst, int treeCount)
        where TArithmetic : ITreeArithmetic
    {
        baseMargin = TArithmetic.Round(baseMargin);
        if (aggregate == TreeAggregate.Sum)
            return baseFirst ? margin : TArithmetic.Add(margin, baseMargin);
        if (treeCount == 0)
            return baseMargin;
        if (aggregate == TreeAggregate.Average)
            margin = TArithmetic.Divide(margin, treeCount);
        return TArithmetic.Add(margin, baseMargin);
    }
}
