using System.Globalization;

namespace Risk.Models.Calibration;

/// <summary>What knots must fulfil to be a function that never falls.</summary>
internal static class IsotonicKnots
{
    /// <summary>The problems: <c>scores</c> or <c>probabilities</c>, the position, and what is wrong. The first of each kind.</summary>
    public static List<(string List, int Position, string Problem)> Check(ReadOnlySpan<double> scores, ReadOnlySpan<double> probabilities)
    {
        List<(string List, int Position, string Problem)> problems = [];
        if (scores.Length == 0)
        {
            problems.Add(("scores", -1, "there must be at least one knot."));
        }

        if (scores.Length != probabilities.Length)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"there are {probabilities.Length} for {scores.Length} scores.");
            problems.Add(("probabilities", -1, text));
        }

        for (int i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]) || (i > 0 && !(scores[i] > scores[i - 1])))
            {
                problems.Add(("scores", i, "scores must be finite and each larger than the one before."));
                break;
            }
        }

        if (scores.Length > 0 && double.IsInfinity(scores[^1] - scores[0]))
        {
            problems.Add(("scores", scores.Length - 1, "the scores are too far apart."));
        }

        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] is not (>= 0 and <= 1) || (i > 0 && probabilities[i] < probabilities[i - 1]))
            {
                problems.Add(("probabilities", i, "probabilities must lie from 0 to 1 and none below the one before."));
                break;
            }
        }

        return problems;
    }
}
