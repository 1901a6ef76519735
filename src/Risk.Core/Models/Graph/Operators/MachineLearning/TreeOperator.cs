using Risk.Models.Trees;

namespace Risk.Models.Graph;

/// <summary>
/// TreeEnsembleClassifier, TreeEnsembleRegressor and TreeEnsemble: the ensemble's engine gives the sums, the rest follows
/// ONNX Runtime's rules, odd as some of them are.
/// </summary>
/// <remarks>Outputs: the scores, the sums (a scratch of its own), and for classifiers the label.</remarks>
internal sealed class TreeOperator(TreeEnsembleDefinition definition, TreeEngineOptions? options, TreeScoring scoring) : GraphOperator
{
    private TreeEnsemble _ensemble = null!;

    /// <summary>The trees.</summary>
    public TreeEnsembleDefinition Definition => definition;

    /// <summary>What is made of the sums.</summary>
    public TreeScoring Scoring => scoring;

    /// <inheritdoc/>
    public override void Prepare() => _ensemble = new TreeEnsemble(definition, options);

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<double> sums = frame.Write<double>(Outputs[1]);
        if (Inputs[0].Type == ElementType.Single)
        {
            _ensemble.PredictMargin(frame.Read<float>(Inputs[0]), sums);
        }
        else
        {
            _ensemble.PredictMargin(frame.Read<double>(Inputs[0]), sums);
        }

        if (Outputs[0].Type == ElementType.Double)
        {
            DoubleScores(sums, frame.Write<double>(Outputs[0]));
            return;
        }

        Span<float> scores = frame.Write<float>(Outputs[0]);
        if (scoring.IsClassifier)
        {
            frame.Write<long>(Outputs[2])[0] = scoring.Targets == 2 ? Pair(sums, scores) : Classes(sums, scores);
        }
        else
        {
            Narrow(sums, scores);
            ClassScores.Transform(scoring.Transform, scores);
        }
    }

    /// <summary>TreeEnsemble over float64: without a transform the sums themselves, else what float32 makes of them.</summary>
    private void DoubleScores(ReadOnlySpan<double> sums, Span<double> scores)
    {
        sums.CopyTo(scores);
        if (scoring.Transform != LinkFunction.Identity && (scores.Length > 1 || scoring.Transform == LinkFunction.OnnxProbit))
        {
            LinkFunctions.Apply(scoring.Transform, 1, scores, scores);
        }
    }

    /// <summary>One class, or three and more.</summary>
    private long Classes(ReadOnlySpan<double> sums, Span<float> scores)
    {
        Narrow(sums, scores);
        int best = -1;
        for (int i = 0; i < scores.Length; i++)
        {
            if (Has(sums, i) && (best < 0 || sums[i] > sums[best]))
            {
                best = i;
            }
        }

        ClassScores.Transform(scoring.Transform, scores);
        return scores.Length == 1 ? (sums[0] > 0 ? 1 : 0) : scoring.Labels[Math.Max(best, 0)];
    }

    private long Pair(ReadOnlySpan<double> sums, Span<float> scores)
    {
        double first = sums[0];
        double second = sums[1];
        bool hasFirst = Has(sums, 0);
        bool hasSecond = Has(sums, 1);
        if (scoring.PairBase.Length == 2 && hasSecond)
        {
            // The second class's own sum isn't used: ONNX Runtime takes the first's for both.
            second = Round(scoring.PairBase[1] + first);
            first = -second;
        }
        else if (scoring.PairBase.Length > 0)
        {
            first = Round(first + scoring.PairBase[0]);
        }

        double positive = hasSecond ? second : hasFirst ? first : 0;
        if (!hasSecond && scoring.PairBase.Length < 2)
        {
            // Where votes differ from leaf to leaf and there is one base value, ONNX Runtime leaves the second score as it
            // found it in memory; here it is defined.
            ClassScores.Complement(scoring.Transform, scoring is { IsBinary: true, WeightsArePositive: true }, (float)first, scores);
        }
        else
        {
            // A class without votes has the score 0, whatever its base value.
            scores[0] = hasFirst ? (float)first : 0;
            scores[1] = hasSecond ? (float)second : 0;
            ClassScores.Transform(scoring.Transform, scores);
        }

        return scoring.IsBinary
            ? scoring.Labels[positive > (scoring.WeightsArePositive ? 0.5 : 0) ? 1 : 0]
            : scoring.Labels[positive > 0 ? 3 : 2];
    }

    private bool Has(ReadOnlySpan<double> sums, int target) => scoring.Presence[target] switch
    {
        TreeScoring.Always => true,
        TreeScoring.Never => false,
        int margin => sums[margin] > 0,
    };

    private double Round(double value) => scoring.IsDouble ? value : (float)value;

    private static void Narrow(ReadOnlySpan<double> sums, Span<float> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)sums[i];
        }
    }
}
