namespace Risk.Models;

/// <summary>A model that brings its own reason codes, as a scorecard does.</summary>
public interface IReasonedModel : IExplainableModel
{
    /// <summary>The reason a feature's contribution stands for; null when it must never be one.</summary>
    /// <param name="feature">The feature's position in a row.</param>
    ReasonDefinition? ReasonOf(int feature);
}
