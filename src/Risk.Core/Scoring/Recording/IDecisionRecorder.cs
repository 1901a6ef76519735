using Risk.Events;

namespace Risk.Scoring.Recording;

/// <summary>Takes the decisions of one scorer.</summary>
public interface IDecisionRecorder
{
    /// <summary>Takes a decision with the row it stands on. Called on the thread that scores: it must return at once.</summary>
    /// <param name="row">Attributes, windows and model outputs; valid during the call only.</param>
    /// <param name="decision">The decision.</param>
    /// <remarks>Allocations: none wanted. Thread safety: called by any number of threads. What it throws is thrown away.</remarks>
    void Record(AttributeRow row, in RiskDecision decision);
}
