namespace Risk.Features.Vectorization;

/// <summary>Lanes that run the same code, sorted by feature.</summary>
internal sealed record LaneGroup(BlockOperation Operation, BlockSteps Steps, Lane[] Lanes)
{
    public bool ToSlots => Lanes[0].Slot >= 0;

    public bool IsBinary => Lanes[0].IsBinary;
}
