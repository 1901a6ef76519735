namespace Risk.Evaluation;

/// <summary>The figures of one candidate over the labelled events, and over every draw of them.</summary>
internal sealed class CandidateFigures
{
    private readonly CandidateRun _run;
    private readonly bool[] _labels;
    private readonly double[] _values;
    private readonly double[] _probabilities;
    private readonly List<double> _distances = [];
    private readonly List<double> _precisions = [];
    private readonly List<double> _sums = [];
    private readonly List<double> _blockedBad = [];
    private readonly List<double> _blockedGood = [];

    public CandidateFigures(CandidateRun run, bool[] labels)
    {
        (_run, _labels, _values, _probabilities) = (run, labels, run.Values, run.Probabilities);
        Ranked = new RankedScores(run.Scores, labels);
    }

    public RankedScores Ranked { get; }

    public bool IsValued => _run.IsValued;

    /// <summary>The AUC of every draw.</summary>
    public List<double> AreasUnderCurve { get; } = [];

    /// <summary>Adds a draw: each event as often as its weight says.</summary>
    public void Add(int[] weights)
    {
        RankSummary summary = Ranked.Summarize(weights);
        AreasUnderCurve.Add(summary.AreaUnderCurve);
        _distances.Add(summary.KolmogorovSmirnov);
        _precisions.Add(summary.AveragePrecision);
        _sums.Add(Value(weights));
        _blockedBad.Add(BlockedShare(weights, bad: true));
        _blockedGood.Add(BlockedShare(weights, bad: false));
    }

    /// <summary>What all decisions were worth; empty weights count each event once.</summary>
    public double Value(ReadOnlySpan<int> weights)
    {
        double sum = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            sum += _values[i] * (weights.IsEmpty ? 1 : weights[i]);
        }

        return sum;
    }

    public CandidateReport Report(OutcomeCount all, double level) => new()
    {
        Name = _run.Candidate.Name,
        Version = _run.Candidate.Scorer.Version,
        Actions = _run.ActionReports(all),
        Rules = _run.RuleReports(all),
        Score = Ranked.Count == 0 ? null : ScoreReport(level),
        Value = IsValued ? ConfidenceInterval.Of(Value([]), _sums, level) : null,
        BlockedBadShare = ConfidenceInterval.Of(BlockedShare([], bad: true), _blockedBad, level),
        BlockedGoodShare = ConfidenceInterval.Of(BlockedShare([], bad: false), _blockedGood, level),
    };

    private ScoreReport ScoreReport(double level)
    {
        bool hasProbability = Array.Exists(_probabilities, static probability => !double.IsNaN(probability));
        return new ScoreReport
        {
            Count = Ranked.Count,
            AreaUnderCurve = ConfidenceInterval.Of(Ranked.Summary.AreaUnderCurve, AreasUnderCurve, level),
            KolmogorovSmirnov = ConfidenceInterval.Of(Ranked.Summary.KolmogorovSmirnov, _distances, level),
            AveragePrecision = ConfidenceInterval.Of(Ranked.Summary.AveragePrecision, _precisions, level),
            BrierScore = RiskMetrics.BrierScore(_probabilities, _labels),
            LogLoss = RiskMetrics.LogLoss(_probabilities, _labels),
            Gains = Ranked.Gains(),
            Thresholds = Ranked.Curve(),
            Calibration = hasProbability ? RiskMetrics.CalibrationCurve(_probabilities, _labels) : [],
        };
    }

    private double BlockedShare(ReadOnlySpan<int> weights, bool bad)
    {
        long blocked = 0, all = 0;
        IReadOnlyList<RiskAction> actions = _run.LabelledActions;
        for (int i = 0; i < _labels.Length; i++)
        {
            if (_labels[i] == bad)
            {
                int weight = weights.IsEmpty ? 1 : weights[i];
                all += weight;
                blocked += actions[i] == RiskAction.Block ? weight : 0;
            }
        }

        return (double)blocked / all;
    }
}
