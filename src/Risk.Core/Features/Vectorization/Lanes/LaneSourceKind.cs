namespace Risk.Features.Vectorization;

/// <summary>What a lane's operand is.</summary>
internal enum LaneSourceKind
{
    Row,
    Slot,
    Constant,
}
