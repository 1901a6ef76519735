using Risk.Features.Definitions;

namespace Risk.Features;

/// <summary>
/// What a feature is computed from: an attribute, a window, a constant, or a transform of other expressions. Immutable;
/// made by <see cref="Feature"/> and the methods of the derived types.
/// </summary>
public abstract class FeatureExpression
{
    private protected FeatureExpression(FeatureNode node) => Node = node;

    internal FeatureNode Node { get; }

    /// <summary>1 when the value is missing, else 0. Combine it with <see cref="NumberExpression.Impute(double)"/> of the same value.</summary>
    public NumberExpression IsMissing() => NumberOf(TransformCatalog.IsMissing);

    private protected NumberExpression NumberOf(Transform transform, params object?[] arguments) => new(NodeOf(transform, [Node], arguments));

    private protected static TransformNode NodeOf(Transform transform, FeatureNode[] inputs, params object?[] arguments)
    {
        Array.Resize(ref arguments, transform.Parameters.Count);
        return new TransformNode(transform, inputs, arguments);
    }
}
