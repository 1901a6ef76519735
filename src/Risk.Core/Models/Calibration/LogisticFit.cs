using Risk.Internals.Numerics;

namespace Risk.Models.Calibration;

/// <summary>
/// Maximum likelihood of sigmoid(Σ parameter · column) for one to three columns, by Newton's method. The loss is convex, columns are
/// brought to mean 0 and deviation 1, a step is halved until it helps; sums run from the first row to the last, so that the same rows give
/// the same bits on every machine.
/// </summary>
internal sealed class LogisticFit
{
    private const int MaximumIterations = 200;
    private const int MaximumHalvings = 60;

    // The gradient is a sum of rounded terms: below this share of the weight it is noise.
    private const double GradientTolerance = 1e-15;

    // Keeps the Hessian solvable where the sigmoid is flat; far too small to move the solution.
    private const double Ridge = 1e-14;

    private readonly double[][] _columns;
    private readonly double[] _targets;
    private readonly double[] _weights;
    private readonly double _totalWeight;

    private LogisticFit(double[][] columns, double[] targets, double[] weights, double totalWeight) =>
        (_columns, _targets, _weights, _totalWeight) = (columns, targets, weights, totalWeight);

    /// <summary>Slope and offset of a line through the scores.</summary>
    public static (double Slope, double Offset) Line(CalibrationSample sample, double[] targets) =>
        Line(sample, sample.Scores, targets, out _);

    /// <summary>The factor of the scores that fits best without an offset.</summary>
    public static double Factor(CalibrationSample sample)
    {
        double unit = sample.Moments(sample.Scores).Deviation;
        double[] column = Array.ConvertAll(sample.Scores, score => score / unit);
        return new LogisticFit([column], sample.Targets(), sample.Weights, sample.TotalWeight).Minimize(out _, out _)[0] / unit;
    }

    /// <summary>Factors at least 0 of two columns, and an offset; null when both factors would be 0.</summary>
    /// <remarks>
    /// The loss is convex: when the free minimum has a negative factor, the one sought lies where a factor is 0, and the lower of the
    /// two edges has it.
    /// </remarks>
    public static (double First, double Second, double Offset)? NonNegativePlane(CalibrationSample sample, double[] first, double[] second)
    {
        double[] targets = sample.Targets();
        (double firstMean, double firstUnit) = sample.Moments(first);
        (double secondMean, double secondUnit) = sample.Moments(second);
        double[][] columns = [Standardize(first, firstMean, firstUnit), Standardize(second, secondMean, secondUnit), Ones(first.Length)];
        double[] free = new LogisticFit(columns, targets, sample.Weights, sample.TotalWeight).Minimize(out _, out bool converged);
        if (converged && free[0] >= 0 && free[1] >= 0)
        {
            double a = free[0] / firstUnit;
            double b = free[1] / secondUnit;
            return (a, b, free[2] - (a * firstMean) - (b * secondMean));
        }

        (double slope, double offset) = Line(sample, first, targets, out double firstLoss);
        (double otherSlope, double otherOffset) = Line(sample, second, targets, out double secondLoss);
        return slope > 0 && (!(otherSlope > 0) || firstLoss <= secondLoss) ? (slope, 0, offset)
            : otherSlope > 0 ? (0, otherSlope, otherOffset)
            : null;
    }

    private static (double Slope, double Offset) Line(CalibrationSample sample, double[] scores, double[] targets, out double loss)
    {
        (double mean, double unit) = sample.Moments(scores);
        double[][] columns = [Standardize(scores, mean, unit), Ones(scores.Length)];
        double[] parameters = new LogisticFit(columns, targets, sample.Weights, sample.TotalWeight).Minimize(out loss, out _);
        double slope = parameters[0] / unit;
        return (slope, parameters[1] - (slope * mean));
    }

    private static double[] Standardize(double[] column, double mean, double unit) => Array.ConvertAll(column, value => (value - mean) / unit);

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        ones.AsSpan().Fill(1);
        return ones;
    }

    private double[] Minimize(out double loss, out bool converged)
    {
        int count = _columns.Length;
        double[] parameters = new double[count];
        double[] gradient = new double[count];
        double[,] hessian = new double[count, count];
        double[] trial = new double[count];
        double[] trialGradient = new double[count];
        double[,] trialHessian = new double[count, count];
        loss = Evaluate(parameters, gradient, hessian);
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            double steepest = Largest(gradient);
            if (steepest <= GradientTolerance)
            {
                converged = true;
                return parameters;
            }

            double[] step = Solve(hessian, gradient);
            double slope = Dot(step, gradient);
            bool better = false;
            double share = 1;
            for (int halving = 0; halving < MaximumHalvings && !better; halving++, share /= 2)
            {
                for (int i = 0; i < count; i++)
                {
                    trial[i] = parameters[i] - (share * step[i]);
                }

                double trialLoss = Evaluate(trial, trialGradient, trialHessian);

                // Close to the minimum the loss no longer shows progress in its last digits; the gradient still does.
                better = trialLoss < loss - (1e-4 * share * slope)
                    || (trialLoss <= loss + (1e-12 * Math.Abs(loss)) && Largest(trialGradient) < 0.5 * steepest);
                if (better)
                {
                    loss = trialLoss;
                }
            }

            if (!better)
            {
                // No step helps any more: the minimum to the last digits, unless it lies at infinity and everything has become flat.
                converged = steepest <= 1e-9;
                return parameters;
            }

            (parameters, trial) = (trial, parameters);
            (gradient, trialGradient) = (trialGradient, gradient);
            (hessian, trialHessian) = (trialHessian, hessian);
        }

        converged = false;
        return parameters;
    }

    // The mean loss log(1 + exp(z)) - target z, with gradient and Hessian.
    private double Evaluate(double[] parameters, double[] gradient, double[,] hessian)
    {
        int count = parameters.Length;
        Array.Clear(gradient);
        Array.Clear(hessian);
        double loss = 0;
        for (int row = 0; row < _targets.Length; row++)
        {
            double z = 0;
            for (int i = 0; i < count; i++)
            {
                z += parameters[i] * _columns[i][row];
            }

            double weight = _weights[row] / _totalWeight;
            double probability = DoubleMath.Sigmoid(z);
            double difference = weight * (probability - _targets[row]);
            double curvature = weight * probability * (1 - probability);
            loss += weight * (DoubleMath.SoftPlus(z) - (_targets[row] * z));
            for (int i = 0; i < count; i++)
            {
                gradient[i] += difference * _columns[i][row];
                for (int j = 0; j <= i; j++)
                {
                    hessian[i, j] += curvature * _columns[i][row] * _columns[j][row];
                }
            }
        }

        return loss;
    }

    // Cholesky's decomposition of the lower half, then forward and back.
    private static double[] Solve(double[,] hessian, double[] gradient)
    {
        int count = gradient.Length;
        double[,] factor = new double[count, count];
        double[] solution = new double[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = hessian[i, j] + (i == j ? Ridge : 0);
                for (int k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                factor[i, j] = i == j ? Math.Sqrt(Math.Max(sum, Ridge)) : sum / factor[j, j];
            }
        }

        for (int i = 0; i < count; i++)
        {
            double sum = gradient[i];
            for (int k = 0; k < i; k++)
            {
                sum -= factor[i, k] * solution[k];
            }

            solution[i] = sum / factor[i, i];
        }

        for (int i = count - 1; i >= 0; i--)
        {
            double sum = solution[i];
            for (int k = i + 1; k < count; k++)
            {
                sum -= factor[k, i] * solution[k];
            }

            solution[i] = sum / factor[i, i];
        }

        return solution;
    }

    private static double Largest(double[] values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
