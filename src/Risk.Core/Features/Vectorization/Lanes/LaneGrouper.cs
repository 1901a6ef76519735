namespace Risk.Features.Vectorization;

/// <summary>
/// Groups lanes by their operation and the steps around it. A lane can do without a step by parameters that change nothing,
/// so groups are joined where that makes fewer blocks.
/// </summary>
internal static class LaneGrouper
{
    public static List<LaneGroup> Group(IEnumerable<Lane> lanes)
    {
        List<LaneGroup> groups = [];
        foreach (var sameKey in lanes.GroupBy(l => l.Key).OrderBy(g => g.Key.ToSlots ? 0 : 1).ThenBy(g => g.Min(l => l.Feature)))
        {
            if (sameKey.Key.ToSlots)
            {
                groups.Add(new LaneGroup(sameKey.Key.Operation, BlockSteps.All, [.. sameKey.OrderBy(l => l.Edges.Length).ThenBy(l => l.Slot)]));
            }
            else
            {
                groups.AddRange(Join(sameKey.Key.Operation, [.. sameKey]));
            }
        }

        return groups;
    }

    /// <summary>The steps that are run for those asked for: only these combinations are compiled.</summary>
    public static BlockSteps Form(BlockSteps steps) =>
        steps is BlockSteps.None or BlockSteps.Affine or BlockSteps.Fill ? steps : BlockSteps.All;

    private static List<LaneGroup> Join(BlockOperation operation, Lane[] lanes)
    {
        List<LaneGroup> groups = [];
        foreach (IGrouping<BlockSteps, Lane> sameSteps in lanes.GroupBy(l => Form(l.Steps)).OrderBy(g => g.Key))
        {
            groups.Add(Sorted(operation, sameSteps.Key, sameSteps));
        }

        while (TryJoinTwo(groups))
        {
        }

        return groups;
    }

    private static bool TryJoinTwo(List<LaneGroup> groups)
    {
        for (int i = 0; i < groups.Count; i++)
        {
            for (int j = i + 1; j < groups.Count; j++)
            {
                LaneGroup joined = Sorted(groups[i].Operation, Form(groups[i].Steps | groups[j].Steps), groups[i].Lanes.Concat(groups[j].Lanes));
                if (Cost(joined) < Cost(groups[i]) + Cost(groups[j]))
                {
                    groups[i] = joined;
                    groups.RemoveAt(j);
                    return true;
                }
            }
        }

        return false;
    }

    private static LaneGroup Sorted(BlockOperation operation, BlockSteps steps, IEnumerable<Lane> lanes) =>
        new(operation, steps, [.. lanes.OrderBy(l => l.Feature)]);

    // In about a tenth of a nanosecond: an instruction, its blocks, and the moves of features that are not neighbours.
    private static double Cost(LaneGroup group)
    {
        double block = 25 + group.Steps switch { BlockSteps.None => 0, BlockSteps.Affine => 4, BlockSteps.Fill => 6, _ => 20 };
        block += group.Operation switch
        {
            BlockOperation.Log or BlockOperation.Log1p or BlockOperation.SignedLog => 200,
            BlockOperation.Ratio or BlockOperation.SquareRoot => 100,
            BlockOperation.Bucketize => 10 * group.Lanes.Max(l => l.Edges.Length),
            _ => 0,
        };
        double cost = 20;
        int packed = 0;
        foreach (int[] run in Runs.Of(group.Lanes, l => l.Feature))
        {
            bool isDirect = run.Length >= BlockCutter.Half;
            cost += isDirect ? block * BlockCutter.Cut(run.Length).Count : 5 * run.Length;
            packed += isDirect ? 0 : run.Length;
        }

        return cost + (packed == 0 ? 0 : block * BlockCutter.Cut(packed).Count);
    }
}
