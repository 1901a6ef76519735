namespace Risk.Velocity;

/// <summary>What one entity keeps of a label, and how its event is told from others. Indexes stay good: columns and conditions are only ever added.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="IdColumn">The column of the event's id.</param>
/// <param name="Columns">The columns that hold the label.</param>
/// <param name="Conditions">The conditions that look at it.</param>
internal sealed record EntityLabel(EntityStore Entity, int IdColumn, int[] Columns, LabelCondition[] Conditions);
