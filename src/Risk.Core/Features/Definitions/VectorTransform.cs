using Risk.Features.Evaluation;

namespace Risk.Features.Definitions;

/// <summary>A transform that gives several features.</summary>
internal abstract class VectorTransform : Transform
{
    public sealed override ValueKinds Output => ValueKinds.Vector;

    public abstract override IReadOnlyList<string> FeatureNames(string name, TransformNode node);

    /// <summary>Adds the operations and the outputs, one for each of <see cref="FeatureNames"/>.</summary>
    public abstract void Lower(TransformNode node, Lowering lowering);
}
