using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Risk.Models.Calibration;

/// <summary>Throws for numbers and rows that make no calibration.</summary>
internal static class CalibrationThrow
{
    public static void IfNotFinite(double value, string parameter)
    {
        if (!double.IsFinite(value))
        {
            Throw(value, "finite", parameter);
        }
    }

    public static void IfNotPositive(double value, string parameter)
    {
        if (value is not (> 0 and <= double.MaxValue))
        {
            Throw(value, "finite and above 0", parameter);
        }
    }

    public static void IfNegative(double value, string parameter)
    {
        if (value is not (>= 0 and <= double.MaxValue))
        {
            Throw(value, "finite and at least 0", parameter);
        }
    }

    public static void IfBackwards([DoesNotReturnIf(false)] bool ranksForwards)
    {
        if (!ranksForwards)
        {
            throw new ArgumentException("The scores rank the labels backwards, or not at all: a higher score must mean the bad outcome (label true).");
        }
    }

    public static void IfSeparated(bool separated, string kind)
    {
        if (separated)
        {
            throw new ArgumentException(
                $"The scores separate the labels perfectly, so no {kind} calibration is the best one. Fit to rows the model was not trained on, or use Platt's calibration.");
        }
    }

    public static void IfTooShort(int scores, int probabilities)
    {
        if (probabilities < scores)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"The destination has {probabilities} elements; {scores} are needed.");
            throw new ArgumentException(text, nameof(probabilities));
        }
    }

    public static void IfAny(List<(string List, int Position, string Problem)> problems)
    {
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(
                ' ',
                problems.Select(problem => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{problem.List}{(problem.Position < 0 ? "" : $"[{problem.Position}]")}: {problem.Problem}"))));
        }
    }

    [DoesNotReturn]
    private static void Throw(double value, string wanted, string parameter) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{value:R} must be {wanted}."), parameter);
}
