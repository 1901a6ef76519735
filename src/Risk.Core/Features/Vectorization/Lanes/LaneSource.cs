namespace Risk.Features.Vectorization;

/// <summary>Where a lane's operand lies: at a position of the row, in a slot, or it is a constant.</summary>
internal readonly record struct LaneSource(LaneSourceKind Kind, int Index, double Value)
{
    public static LaneSource Constant(double value) => new(LaneSourceKind.Constant, -1, value);

    public static LaneSource Row(int position) => new(LaneSourceKind.Row, position, 0);

    public static LaneSource Slot(int slot) => new(LaneSourceKind.Slot, slot, 0);
}
