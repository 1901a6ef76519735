using Risk.Features.Evaluation;

namespace Risk.Features.Definitions;

/// <summary>A transform that gives one number.</summary>
internal abstract class NumberTransform : Transform
{
    public sealed override ValueKinds Output => ValueKinds.Number;

    /// <summary>Adds the operations that compute it.</summary>
    /// <returns>The slot of the result.</returns>
    public abstract int Lower(TransformNode node, Lowering lowering);
}
