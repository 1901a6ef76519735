namespace Risk.Generators.Model;

/// <summary>An attribute's definition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">A member of Risk.Events.AttributeKind.</param>
/// <param name="IsKey">Whether it identifies an entity.</param>
/// <param name="IsMetadata">Whether its name is written <c>::key::</c>.</param>
/// <param name="Minimum">The smallest value, or null.</param>
/// <param name="Maximum">The largest value, or null.</param>
internal sealed record AttributeModel(string Name, string Kind, bool IsKey, bool IsMetadata, double? Minimum, double? Maximum);
