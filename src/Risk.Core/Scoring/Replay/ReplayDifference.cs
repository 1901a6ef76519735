namespace Risk.Scoring.Replay;

/// <summary>A decision that came out otherwise.</summary>
/// <param name="File">The log.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Version">The version that had decided.</param>
/// <param name="Fields">The fields that differ.</param>
public sealed record ReplayDifference(string File, long Line, string Version, IReadOnlyList<ReplayFieldDifference> Fields)
{
    /// <summary><c>log.jsonl(3): action allow → block, rule none → r1</c>.</summary>
    public override string ToString() =>
        $"{File}({Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}): {string.Join(", ", Fields.Select(static field => $"{field.Field} {field.Logged} → {field.Replayed}"))}";
}
