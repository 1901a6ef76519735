namespace Risk.Benchmarks.Targets;

/// <summary>What was measured for a target.</summary>
internal sealed record TargetResult(Target Target, string? Missing)
{
    public double? Nanoseconds { get; init; }

    public double? PeerNanoseconds { get; init; }

    public double? Times => PeerNanoseconds / Nanoseconds;

    public bool IsShort => Nanoseconds > Target.Nanoseconds || Times < Target.Times;

    /// <summary>In words; the worst shortfall counts.</summary>
    public string Verdict
    {
        get
        {
            if (Missing is not null)
            {
                return $"MISSING: {Missing}";
            }

            if (Target.Nanoseconds is null && Target.Times is null)
            {
                return "";
            }

            return (Nanoseconds > Target.Nanoseconds, Times < Target.Times) switch
            {
                (true, true) => "SHORT in time and ratio",
                (true, false) => "SHORT in time",
                (false, true) => "SHORT in ratio",
                _ => "met",
            };
        }
    }
}
