namespace Risk.Velocity;

/// <summary>A condition whose truth is kept with every event: as the event is, or as it would be if a label that arrives later were known.</summary>
/// <param name="Where">The condition.</param>
/// <param name="Label">The label that is assumed; null for the event as it is.</param>
/// <param name="Assumed">Its value.</param>
internal sealed record EventCondition(string Where, string? Label = null, double Assumed = 0)
{
    /// <summary>What tells the condition from others in files.</summary>
    public string Text => Label is null ? Where : FormattableString.Invariant($"{Where} | :{Label}: = {Assumed}");

    /// <summary>Whether the condition reads an attribute.</summary>
    public static bool LooksAt(string where, string attribute) => where.Contains(":" + attribute + ":", StringComparison.Ordinal);
}
