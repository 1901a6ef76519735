namespace Risk;

/// <summary>One ranked reason of a decision.</summary>
/// <param name="Definition">What it says.</param>
/// <param name="Contribution">
/// How much it added to the model's margin (log odds), or for a scorecard the points lost against the best bin;
/// 0 for rules and policies.
/// </param>
public readonly record struct Reason(ReasonDefinition Definition, double Contribution)
{
    /// <summary>The definition's code.</summary>
    public string Code => Definition.Code;

    /// <summary>The definition's text.</summary>
    public string? Text => Definition.Text;

    /// <summary>The definition's source.</summary>
    public ReasonSource Source => Definition.Source;
}
