namespace Risk.Models.Trees;

/// <summary>A feature to be ranked.</summary>
/// <param name="Feature">Its position in the row.</param>
/// <param name="Breakpoints">Distinct, ascending.</param>
/// <param name="Missing">What is missing, and where it goes; a value that goes right has the highest rank, above that of infinity.</param>
/// <param name="Slot">Where the rank goes.</param>
/// <param name="LeftSlot">
/// Where the rank goes for nodes that send missing values left instead of right, which makes it 0 for those; -1 when there are no such nodes.
/// </param>
internal sealed record RankedFeature(int Feature, double[] Breakpoints, MissingRoute Missing, int Slot, int LeftSlot = -1);
