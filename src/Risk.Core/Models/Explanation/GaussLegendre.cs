using System.Runtime.Intrinsics;

namespace Risk.Models.Explanation;

/// <summary>
/// Gauss-Legendre quadrature on [0, 1]: n nodes integrate every polynomial of degree up to 2n - 1 exactly. Nodes come in
/// groups of <see cref="GroupSize"/>, the lanes of a vector.
/// </summary>
internal sealed class GaussLegendre
{
    /// <summary>Nodes per group.</summary>
    public const int GroupSize = 4;

    // Newton's method doubles the digits a step; the first guess has at least two.
    private const int Steps = 8;

    private GaussLegendre(int count)
    {
        double[] nodes = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < (count + 1) / 2; i++)
        {
            (double root, double slope) = FindRoot(count, i);
            nodes[i] = (1 - root) / 2;
            nodes[count - 1 - i] = (1 + root) / 2;
            weights[i] = weights[count - 1 - i] = 1 / ((1 - (root * root)) * slope * slope);
        }

        Nodes = ToGroups(nodes);
        Weights = ToGroups(weights);
    }

    /// <summary>The nodes, ascending.</summary>
    public Vector256<double>[] Nodes { get; }

    /// <summary>The weights; they add up to 1.</summary>
    public Vector256<double>[] Weights { get; }

    /// <summary>The smallest rule that integrates polynomials of a degree exactly.</summary>
    public static GaussLegendre ForDegree(int degree)
    {
        int nodes = (degree / 2) + 1;
        return new GaussLegendre((nodes + GroupSize - 1) / GroupSize * GroupSize);
    }

    // The root nearest to cos(π (i + 3/4) / (n + 1/2)), and the polynomial's slope there.
    private static (double Root, double Slope) FindRoot(int count, int index)
    {
        double x = CosineGuess(Math.PI * (index + 0.75) / (count + 0.5));
        double slope = 0;
        for (int step = 0; step < Steps; step++)
        {
            (double value, slope) = Evaluate(count, x);
            x -= value / slope;
        }

        return (x, slope);
    }

    private static (double Value, double Slope) Evaluate(int count, double x)
    {
        double previous = 1;
        double value = x;
        for (int k = 2; k <= count; k++)
        {
            (previous, value) = (value, (((2 * k) - 1) * x * value - ((k - 1) * previous)) / k);
        }

        return (value, count * ((x * value) - previous) / ((x * x) - 1));
    }

    // The cosine on [0, π/2] to 1e-9, by arithmetic alone: the C library's may differ in the last bit between machines.
    private static double CosineGuess(double angle)
    {
        double square = angle * angle;
        double sum = 1;
        double term = 1;
        for (int k = 1; k <= 8; k++)
        {
            term *= -square / (((2 * k) - 1) * (2 * k));
            sum += term;
        }

        return sum;
    }

    private static Vector256<double>[] ToGroups(double[] values)
    {
        Vector256<double>[] groups = new Vector256<double>[values.Length / GroupSize];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = Vector256.Create(values, i * GroupSize);
        }

        return groups;
    }
}
