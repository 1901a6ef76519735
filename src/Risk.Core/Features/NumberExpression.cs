using Risk.Features.Definitions;
using Risk.Features.Transforms;

namespace Risk.Features;

/// <summary>
/// A number: float64 until the feature is rounded to float32 at the end. Missing is NaN and stays missing unless a method
/// says otherwise. Methods without the numbers they need are to be fitted (<see cref="FeaturePipelineDefinition"/>).
/// </summary>
public sealed class NumberExpression : FeatureExpression
{
    internal NumberExpression(FeatureNode node)
        : base(node)
    {
    }

    /// <summary>A constant, so that <c>Number("count") - 1</c> can be written.</summary>
    public static implicit operator NumberExpression(double value) => new(new ConstantNode(value));

    /// <summary>The sum.</summary>
    public static NumberExpression operator +(NumberExpression left, NumberExpression right) => Binary(TransformCatalog.Sum, left, right);

    /// <summary>The difference.</summary>
    public static NumberExpression operator -(NumberExpression left, NumberExpression right) => Binary(TransformCatalog.Difference, left, right);

    /// <summary>The product.</summary>
    public static NumberExpression operator *(NumberExpression left, NumberExpression right) => Binary(TransformCatalog.Product, left, right);

    /// <summary>The ratio; missing when <paramref name="right"/> is 0.</summary>
    public static NumberExpression operator /(NumberExpression left, NumberExpression right) => Binary(TransformCatalog.Ratio, left, right);

    /// <summary>log(1 + x), for amounts and counts. Missing and invalid at -1 and below.</summary>
    public NumberExpression Log1p() => NumberOf(TransformCatalog.Log1p);

    /// <summary>log(x). Missing and invalid at 0 and below.</summary>
    public NumberExpression Log() => NumberOf(TransformCatalog.Log);

    /// <summary>sign(x) × log(1 + |x|), for amounts that may be negative.</summary>
    public NumberExpression SignedLog() => NumberOf(TransformCatalog.SignedLog);

    /// <summary>The square root. Missing and invalid below 0.</summary>
    public NumberExpression SquareRoot() => NumberOf(TransformCatalog.SquareRoot);

    /// <summary>(x - mean) × (1 / deviation), fitted: the mean and the population's standard deviation (1 when it is 0).</summary>
    public NumberExpression Standardize() => NumberOf(TransformCatalog.Standardize);

    /// <summary>(x - mean) × (1 / deviation).</summary>
    public NumberExpression Standardize(double mean, double deviation) => NumberOf(TransformCatalog.Standardize, mean, deviation);

    /// <summary>(x - minimum) × (1 / (maximum - minimum)), fitted. Not clipped: add <see cref="Clip"/>.</summary>
    public NumberExpression MinMax() => NumberOf(TransformCatalog.MinMax);

    /// <summary>(x - minimum) × (1 / (maximum - minimum)). Not clipped: add <see cref="Clip"/>.</summary>
    public NumberExpression MinMax(double minimum, double maximum) => NumberOf(TransformCatalog.MinMax, minimum, maximum);

    /// <summary>x, at least <paramref name="lower"/> and at most <paramref name="upper"/>; a bound left out is none.</summary>
    public NumberExpression Clip(double? lower = null, double? upper = null) => NumberOf(TransformCatalog.Clip, lower, upper);

    /// <summary>x clipped to two of its quantiles, fitted.</summary>
    /// <param name="lowerQuantile">0 to 1.</param>
    /// <param name="upperQuantile">0 to 1, greater than the lower one.</param>
    public NumberExpression Winsorize(double lowerQuantile = 0.01, double upperQuantile = 0.99) =>
        NumberOf(TransformCatalog.Winsorize, null, null, lowerQuantile, upperQuantile);

    /// <summary>The number of edges at or below x: 0 below the first, the number of edges from the last one on.</summary>
    /// <param name="edges">At least one, ascending.</param>
    public NumberExpression Bucketize(params double[] edges) => NumberOf(TransformCatalog.Bucketize, edges);

    /// <summary>The bucket of x among buckets of about the same number of events, fitted.</summary>
    /// <param name="buckets">2 to 4,096; fewer result when values repeat.</param>
    public NumberExpression Bucketize(int buckets) => NumberOf(TransformCatalog.Bucketize, null, buckets);

    /// <summary>Where x lies among quantiles, 0 to 1: i/n at the i-th, linear between, the middle rank where several are equal.</summary>
    /// <param name="quantiles">At least two, none less than the one before.</param>
    public NumberExpression QuantileRank(params double[] quantiles) => NumberOf(TransformCatalog.QuantileRank, quantiles);

    /// <summary>Where x lies among quantiles of the data it is fitted to, 0 to 1.</summary>
    /// <param name="quantiles">How many quantiles to keep, the smallest and largest value included.</param>
    public NumberExpression QuantileRank(int quantiles = 101) => NumberOf(TransformCatalog.QuantileRank, null, quantiles);

    /// <summary>x, or a number when x is missing.</summary>
    public NumberExpression Impute(double value) => NumberOf(TransformCatalog.Impute, value);

    /// <summary>x, or a number that the fit finds when x is missing.</summary>
    public NumberExpression Impute(ImputeStrategy strategy) =>
        NumberOf(
            TransformCatalog.Impute,
            null,
            strategy switch
            {
                ImputeStrategy.Mean => ImputeTransform.Mean,
                ImputeStrategy.MostFrequent => ImputeTransform.MostFrequent,
                _ => ImputeTransform.Median,
            });

    /// <summary>x, x² … up to a degree, a feature each.</summary>
    public VectorExpression Polynomial(int degree = 2) => Feature.Polynomial(degree, this);

    /// <summary>The number as a category: equal numbers are the same one.</summary>
    public CategoryExpression AsCategory() => new(Node);

    /// <summary>One feature for each of the numbers, 1 where x equals it and 0 elsewhere.</summary>
    public VectorExpression OneHot(params double[] categories) =>
        new(NodeOf(TransformCatalog.OneHot, [Node], Category.Of(categories), false, false));

    private static NumberExpression Binary(Transform transform, NumberExpression left, NumberExpression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new NumberExpression(NodeOf(transform, [left.Node, right.Node]));
    }
}
