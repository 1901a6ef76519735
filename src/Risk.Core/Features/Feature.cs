using Risk.Features.Definitions;
using Risk.Velocity;

namespace Risk.Features;

/// <summary>
/// Where expressions start. With <c>using static Risk.Features.Feature;</c> a pipeline reads
/// <c>.Add("log_amount", Number("amount").Log1p().Standardize(4.1, 1.2))</c>.
/// </summary>
public static class Feature
{
    /// <summary>A number or boolean (1 or 0) attribute, or a window of the pipeline.</summary>
    public static NumberExpression Number(string name) => new(new AttributeNode(name, ValueKinds.Number));

    /// <summary>A window's value. The pipeline needs the window itself too: <see cref="FeaturePipelineBuilder.AddWindow"/>.</summary>
    public static NumberExpression Window(WindowDefinition window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Number(window.Name);
    }

    /// <summary>A text, token or country attribute.</summary>
    public static TextExpression Text(string name) => new(new AttributeNode(name, ValueKinds.Text));

    /// <summary>A timestamp attribute.</summary>
    public static TimestampExpression Timestamp(string name) => new(new AttributeNode(name, ValueKinds.Timestamp));

    /// <summary>The same number for every event.</summary>
    public static NumberExpression Constant(double value) => new(new ConstantNode(value));

    /// <summary>Another feature of the pipeline, by its name; it must be a single one.</summary>
    public static NumberExpression Of(string feature) => new(new ReferenceNode(feature));

    /// <summary>All products of the numbers up to a degree: for a and b in degree 2 the features a, b, a², ab and b².</summary>
    /// <param name="degree">2 to 6.</param>
    /// <param name="numbers">1 to 16 numbers.</param>
    public static VectorExpression Polynomial(int degree, params NumberExpression[] numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new(new TransformNode(TransformCatalog.Polynomial, [.. numbers.Select(n => n.Node)], degree));
    }

    /// <summary>Several categories as one: <c>Cross(Text("card_country"), Text("ip_country")).OneHot(…)</c>. Missing when any is.</summary>
    /// <param name="categories">2 to 8 categories.</param>
    public static CategoryExpression Cross(params CategoryExpression[] categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        return new(new TransformNode(TransformCatalog.Cross, [.. categories.Select(c => c.Node)]));
    }

    /// <summary>Feature hashing of several categories into the same features: each adds 1 (or its hash's sign) to a bucket.</summary>
    /// <param name="buckets">The number of features.</param>
    /// <param name="signed">Adds 1 or -1, as the hash says, so that collisions cancel out on average.</param>
    /// <param name="categories">1 to 64 categories; equal texts of different attributes go to different buckets.</param>
    public static VectorExpression Hash(int buckets, bool signed, params CategoryExpression[] categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        return new(new TransformNode(TransformCatalog.Hash, [.. categories.Select(c => c.Node)], buckets, signed));
    }
}
