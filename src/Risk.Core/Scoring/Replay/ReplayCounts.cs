using System.Globalization;
using System.Text.Json;
using Risk.Scoring.Recording;

namespace Risk.Scoring.Replay;

/// <summary>Compares decisions field by field and counts.</summary>
internal sealed class ReplayCounts(ReplayOptions options)
{
    private readonly Dictionary<string, long> _fields = [];
    private readonly Dictionary<string, long> _versions = [];
    private readonly List<ReplayDifference> _differences = [];
    private readonly List<ReplayFieldDifference> _found = [];
    private readonly SortedSet<string> _absentWindows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);
    private long _different;

    /// <summary>Windows that are read now and that a log does not have.</summary>
    public IReadOnlyCollection<string> AbsentWindows => _absentWindows;

    public void Add(LoggedDecision logged, in RiskDecision replayed, IReadOnlyCollection<string> windows)
    {
        _versions[logged.Version] = _versions.GetValueOrDefault(logged.Version) + 1;
        Compare(logged, in replayed);
        if (_found.Count > 0)
        {
            Keep(logged);
        }

        // A window that is missing for one event may be there for the next; one that no event of a scorer has was not read by it.
        foreach (string window in windows)
        {
            bool isThere = logged.Windows.ValueKind == JsonValueKind.Object && logged.Windows.TryGetProperty(window, out _);
            if (isThere)
            {
                _present.Add(window);
                _absentWindows.Remove(window);
            }
            else if (!_present.Contains(window))
            {
                _absentWindows.Add(window);
            }
        }
    }

    public ReplayReport Report(string version, DecisionLogReader log, IReadOnlyList<string> notes) => new()
    {
        Version = version,
        Decisions = log.DecisionCount,
        Different = _different,
        OtherAction = _fields.GetValueOrDefault("action"),
        BadLines = log.BadLineCount,
        Lost = log.LostCount,
        Fields = _fields,
        Versions = _versions,
        Differences = _differences,
        Problems = log.Problems,
        Notes = notes,
    };

    private void Keep(LoggedDecision logged)
    {
        _different++;
        foreach (ReplayFieldDifference field in _found)
        {
            _fields[field.Field] = _fields.GetValueOrDefault(field.Field) + 1;
        }

        if (_differences.Count < options.MaximumDifferences || options.Difference is not null)
        {
            var difference = new ReplayDifference(logged.File, logged.Line, logged.Version, [.. _found]);
            options.Difference?.Invoke(difference);
            if (_differences.Count < options.MaximumDifferences)
            {
                _differences.Add(difference);
            }
        }

        _found.Clear();
    }

    private void Compare(LoggedDecision logged, in RiskDecision replayed)
    {
        if (logged.Action != replayed.Action)
        {
            _found.Add(new ReplayFieldDifference("action", LogWords.Of(logged.Action), LogWords.Of(replayed.Action)));
        }

        Compare("probability", logged.Probability, replayed.Probability);
        Compare("score", logged.Score, replayed.Score);
        if (logged.Rule != replayed.Rule)
        {
            _found.Add(new ReplayFieldDifference("rule", logged.Rule ?? "none", replayed.Rule ?? "none"));
        }

        if (!SameReasons(logged.Reasons, replayed.Reasons))
        {
            ReasonList reasons = replayed.Reasons;
            var now = new List<LoggedReason>();
            foreach (Reason reason in reasons)
            {
                now.Add(new LoggedReason(reason.Code, reason.Contribution));
            }

            _found.Add(new ReplayFieldDifference("reasons", Text(logged.Reasons), Text(now)));
        }

        if (logged.Flags != replayed.Flags)
        {
            _found.Add(new ReplayFieldDifference("flags", logged.Flags.ToString(), replayed.Flags.ToString()));
        }
    }

    // A NaN is a NaN; everything else by its bits.
    private static bool SameBits(double one, double other) =>
        double.IsNaN(one) ? double.IsNaN(other) : BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other);

    private static bool SameReasons(IReadOnlyList<LoggedReason> logged, ReasonList replayed)
    {
        if (logged.Count != replayed.Count)
        {
            return false;
        }

        for (int i = 0; i < logged.Count; i++)
        {
            Reason reason = replayed[i];
            if (logged[i].Code != reason.Code || !SameBits(logged[i].Contribution, reason.Contribution))
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(IReadOnlyList<LoggedReason> reasons) =>
        reasons.Count == 0 ? "none" : string.Join(" ", reasons.Select(static reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Code}:{reason.Contribution:R}")));

    private void Compare(string field, double logged, double replayed)
    {
        if (!SameBits(logged, replayed))
        {
            _found.Add(new ReplayFieldDifference(field, logged.ToString("R", CultureInfo.InvariantCulture), replayed.ToString("R", CultureInfo.InvariantCulture)));
        }
    }
}
