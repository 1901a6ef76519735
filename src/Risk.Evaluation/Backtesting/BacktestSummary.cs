using Risk.Evaluation.Internals;

namespace Risk.Evaluation;

/// <summary>Turns what the runs collected into figures, with intervals from the same draws for both candidates, so that differences are those of the same events.</summary>
internal sealed class BacktestSummary
{
    private readonly bool[] _labels;
    private readonly OutcomeCount _all;
    private readonly BacktestOptions _options;
    private readonly CandidateFigures _first;
    private readonly CandidateFigures? _second;
    private readonly List<double> _aucDifferences = [];
    private readonly List<double> _valueDifferences = [];

    public BacktestSummary(bool[] labels, OutcomeCount all, BacktestOptions options, CandidateRun first, CandidateRun? second)
    {
        (_labels, _all, _options) = (labels, all, options);
        _first = new CandidateFigures(first, labels);
        _second = second is null ? null : new CandidateFigures(second, labels);
        Draw();
        Candidate = _first.Report(all, options.ConfidenceLevel);
        Other = _second?.Report(all, options.ConfidenceLevel);
    }

    public CandidateReport Candidate { get; }

    public CandidateReport? Other { get; }

    public ComparisonReport Compare(OutcomeCount[,] matrix)
    {
        OutcomeCount same = default, newlyBlocked = default, noLongerBlocked = default, newlyStopped = default, noLongerStopped = default;
        for (RiskAction first = RiskAction.Allow; first <= RiskAction.Block; first++)
        {
            for (RiskAction second = RiskAction.Allow; second <= RiskAction.Block; second++)
            {
                OutcomeCount cell = matrix[(int)first, (int)second];
                same += first == second ? cell : default;
                newlyBlocked += first != RiskAction.Block && second == RiskAction.Block ? cell : default;
                noLongerBlocked += first == RiskAction.Block && second != RiskAction.Block ? cell : default;
                newlyStopped += first == RiskAction.Allow && second != RiskAction.Allow ? cell : default;
                noLongerStopped += first != RiskAction.Allow && second == RiskAction.Allow ? cell : default;
            }
        }

        return new ComparisonReport
        {
            Agreement = (double)same.Count / _all.Count,
            Actions = [.. Enumerable.Range(0, 4).Select(first => (IReadOnlyList<OutcomeCount>)[.. Enumerable.Range(0, 4).Select(second => matrix[first, second])])],
            NewlyBlocked = newlyBlocked,
            NoLongerBlocked = noLongerBlocked,
            NewlyStopped = newlyStopped,
            NoLongerStopped = noLongerStopped,
            AreaUnderCurveDifference = ConfidenceInterval.Of(
                _second!.Ranked.Summary.AreaUnderCurve - _first.Ranked.Summary.AreaUnderCurve, _aucDifferences, _options.ConfidenceLevel),
            ValueDifference = _first.IsValued && _second.IsValued
                ? ConfidenceInterval.Of(_second.Value([]) - _first.Value([]), _valueDifferences, _options.ConfidenceLevel)
                : null,
        };
    }

    private void Draw()
    {
        var random = new SplitMix64(_options.Seed);
        int[] weights = new int[_labels.Length];
        for (int replicate = 0; replicate < _options.BootstrapReplicates && _labels.Length > 0; replicate++)
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            Array.Clear(weights);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[random.Next(weights.Length)]++;
            }

            _first.Add(weights);
            _second?.Add(weights);
            if (_second is not null)
            {
                _aucDifferences.Add(_second.AreasUnderCurve[^1] - _first.AreasUnderCurve[^1]);
                _valueDifferences.Add(_second.Value(weights) - _first.Value(weights));
            }
        }
    }
}
