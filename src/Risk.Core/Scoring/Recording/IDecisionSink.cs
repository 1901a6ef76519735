using Risk.Events;

namespace Risk.Scoring.Recording;

/// <summary>Takes the decisions of scorers. <see cref="DecisionLog"/> writes them to files; implement it to send them elsewhere.</summary>
/// <remarks>A sink outlives scorers: after a reload the new scorer attaches to the same sink. Thread safety: safe.</remarks>
public interface IDecisionSink
{
    /// <summary>Makes what a scorer calls after each decision. Called once for every scorer, while it is built.</summary>
    /// <param name="source">The scorer's parts.</param>
    /// <param name="layout">The columns of the scorer's rows; ask here for texts that are to be recorded.</param>
    /// <returns>The recorder of this scorer's decisions.</returns>
    IDecisionRecorder Attach(DecisionSource source, AttributeLayoutBuilder layout);
}
