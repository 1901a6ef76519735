using Risk.Events;
using Risk.Scoring.Recording;

namespace Risk.Scoring.Replay;

/// <summary>Learns the fingerprints of a scorer's parts while it is built, and records nothing.</summary>
internal sealed class PartsSink : IDecisionSink, IDecisionRecorder
{
    public IReadOnlyDictionary<string, Fingerprint> Fingerprints { get; private set; } = new Dictionary<string, Fingerprint>();

    /// <inheritdoc/>
    public IDecisionRecorder Attach(DecisionSource source, AttributeLayoutBuilder layout)
    {
        Fingerprints = source.Fingerprints;
        return this;
    }

    /// <inheritdoc/>
    public void Record(AttributeRow row, in RiskDecision decision)
    {
    }
}
