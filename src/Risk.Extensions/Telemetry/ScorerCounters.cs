using System.Diagnostics.Metrics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Risk.Monitoring;

namespace Risk.Extensions.Telemetry;

/// <summary>
/// Counts one scorer's decisions in striped cells that are summed when a listener observes, and says which calls to time. The cost of a decision is one atomic
/// increment, and another per flag.
/// </summary>
internal sealed class ScorerCounters
{
    // A decision's cell: action (2 bits), whether a rule decided (1 bit), the arm's two flags (2 bits).
    private const int ActionShift = 3;
    private const int RuleBit = 1 << 2;
    private const int Outcomes = 4 << ActionShift;
    private const int ArmFlagShift = 8;
    private const int ArmMask = 3;
    private const int FlagCount = 12;
    private const int IntsPerLinePair = 32;

    private const DecisionFlags CountedFlags = ~(DecisionFlags.ControlGroup | DecisionFlags.Challenger);

    private static readonly string[] Actions = ["allow", "challenge", "review", "block"];
    private static readonly string?[] Arms = ["champion", "control", "challenger", null];

    private static readonly string[] FlagNames =
    [
        "missing_features", "unknown_category", "invalid_value", "model_failed", "fallback_used", "degraded", "challenge_requested", "undetermined_rules",
        "control_group", "challenger", "windows_truncated", "malformed_event",
    ];

    private readonly StripedCounters _cells = new(Outcomes + FlagCount);
    private readonly KeyValuePair<string, object?>[][] _tags = new KeyValuePair<string, object?>[Outcomes + FlagCount][];
    private readonly int[] _untilTimed;
    private readonly int _mask;
    private readonly int _interval;

    /// <summary>Creates counters at zero.</summary>
    /// <param name="scorer">The scorer's name, the value of its tag.</param>
    /// <param name="interval">One call in so many is timed.</param>
    public ScorerCounters(string scorer, int interval)
    {
        _interval = interval;
        int stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, Environment.ProcessorCount));
        _mask = stripes - 1;
        _untilTimed = GC.AllocateArray<int>((stripes + 1) * IntsPerLinePair, pinned: true);
        var scorerTag = new KeyValuePair<string, object?>(RiskTelemetry.ScorerTag, scorer);
        for (int cell = 0; cell < Outcomes; cell++)
        {
            _tags[cell] =
            [
                scorerTag,
                new(RiskTelemetry.ActionTag, Actions[cell >> ActionShift]),
                new(RiskTelemetry.DecidedByTag, (cell & RuleBit) != 0 ? "rule" : "policy"),
                new(RiskTelemetry.ArmTag, Arms[cell & ArmMask]),
            ];
        }

        for (int flag = 0; flag < FlagCount; flag++)
        {
            _tags[Outcomes + flag] = [scorerTag, new(RiskTelemetry.FlagTag, FlagNames[flag])];
        }
    }

    /// <summary>Whether to time this call. A counter per processor, unsynchronized: two threads on one processor may skip or repeat a turn, which sampling can bear.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsTimed()
    {
        ref int left = ref _untilTimed[(Thread.GetCurrentProcessorId() & _mask) * IntsPerLinePair];
        if (--left > 0)
        {
            return false;
        }

        left = _interval;
        return true;
    }

    /// <summary>Counts a decision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(in RiskDecision decision)
    {
        DecisionFlags flags = decision.Flags;
        int cell = ((int)decision.Action << ActionShift) | (decision.Rule is null ? 0 : RuleBit) | (((int)flags >> ArmFlagShift) & ArmMask);
        _cells.Increment(cell);
        if ((flags & CountedFlags) != 0)
        {
            CountFlags(flags & CountedFlags);
        }
    }

    /// <summary>An action as a tag's value.</summary>
    public static string NameOf(RiskAction action) => Actions[(int)action];

    /// <summary>What has been counted by outcome.</summary>
    public IEnumerable<Measurement<long>> ObserveDecisions() => Observe(0, Outcomes);

    /// <summary>What has been counted by flag.</summary>
    public IEnumerable<Measurement<long>> ObserveFlags() => Observe(Outcomes, Outcomes + FlagCount);

    private void CountFlags(DecisionFlags flags)
    {
        for (uint rest = (uint)flags; rest != 0; rest &= rest - 1)
        {
            _cells.Increment(Outcomes + BitOperations.TrailingZeroCount(rest));
        }
    }

    private IEnumerable<Measurement<long>> Observe(int from, int to)
    {
        for (int cell = from; cell < to; cell++)
        {
            if (_cells.Read(cell) is var count and > 0)
            {
                yield return new Measurement<long>(count, _tags[cell]);
            }
        }
    }
}
