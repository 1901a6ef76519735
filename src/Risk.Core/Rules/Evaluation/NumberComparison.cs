using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>Comparisons of numbers that are known to lie in a range, which for almost all is a range of one.</summary>
internal static class NumberComparison
{
    /// <summary>True or false when every pair of numbers from the two ranges agrees on it; NaN is unknown.</summary>
    public static Truth Compare(ComparisonOperator operation, double leftLeast, double leftMost, double rightLeast, double rightMost)
    {
        if (double.IsNaN(leftLeast) || double.IsNaN(rightLeast))
        {
            return Truth.Unknown;
        }

        return operation switch
        {
            ComparisonOperator.Less => Of(leftMost < rightLeast, leftLeast >= rightMost),
            ComparisonOperator.LessOrEqual => Of(leftMost <= rightLeast, leftLeast > rightMost),
            ComparisonOperator.Greater => Of(leftLeast > rightMost, leftMost <= rightLeast),
            ComparisonOperator.GreaterOrEqual => Of(leftLeast >= rightMost, leftMost < rightLeast),
            ComparisonOperator.Equal => Of(leftLeast == rightMost && leftMost == rightLeast, leftMost < rightLeast || leftLeast > rightMost),
            _ => Of(leftMost < rightLeast || leftLeast > rightMost, leftLeast == rightMost && leftMost == rightLeast),
        };
    }

    /// <summary>Whether a number, or every whole number of a range, is one of a list; NaN is unknown.</summary>
    public static Truth IsMember(double least, double most, ReadOnlySpan<double> members)
    {
        if (double.IsNaN(least))
        {
            return Truth.Unknown;
        }

        // A comparison rather than a search by bits: both zeros are one number.
        int found = 0;
        foreach (double member in members)
        {
            found += member >= least && member <= most && (least == most || member == Math.Floor(member)) ? 1 : 0;
        }

        return found == 0 ? Truth.False : found >= most - least + 1 || least == most ? Truth.True : Truth.Unknown;
    }

    private static Truth Of(bool isTrue, bool isFalse) => isTrue ? Truth.True : isFalse ? Truth.False : Truth.Unknown;
}
