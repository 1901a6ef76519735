using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>
/// Where a number lies among quantiles q0 ≤ q1 … ≤ qn: i/n at qi, linear between, 0 below and 1 above. On a value that
/// several quantiles share, the middle of their ranks.
/// </summary>
internal sealed class QuantileRank(int slot, double[] quantiles) : RowFunction
{
    private readonly int[] _operands = [slot];

    public override ReadOnlySpan<int> Operands => _operands;

    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags) =>
        Rank(slots[_operands[0]], quantiles);

    public static double Rank(double value, double[] quantiles)
    {
        if (double.IsNaN(value))
        {
            return value;
        }

        double last = quantiles.Length - 1;
        int first = FirstAtLeast(quantiles, value);
        int past = first;
        while (past < quantiles.Length && quantiles[past] == value)
        {
            past++;
        }

        if (past > first)
        {
            return (first + (past - 1)) * 0.5 / last;
        }

        if (first == 0)
        {
            return 0;
        }

        if (first == quantiles.Length)
        {
            return 1;
        }

        double below = quantiles[first - 1];
        return (first - 1 + ((value - below) / (quantiles[first] - below))) / last;
    }

    private static int FirstAtLeast(double[] quantiles, double value)
    {
        int low = 0;
        int high = quantiles.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = quantiles[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
