namespace Risk.Scoring;

/// <summary>The part of an experiment an entity belongs to.</summary>
public enum ExperimentArm
{
    /// <summary>Decided by the champion.</summary>
    Champion,

    /// <summary>Decided by the challenger.</summary>
    Challenger,

    /// <summary>Let through and marked, so that its outcome shows what the scorer would have prevented.</summary>
    Control,
}
