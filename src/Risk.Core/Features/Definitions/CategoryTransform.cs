using Risk.Features.Evaluation;

namespace Risk.Features.Definitions;

/// <summary>A transform that gives a category: something to compare and hash, without characters.</summary>
internal abstract class CategoryTransform : Transform
{
    public override ValueKinds Output => ValueKinds.Category;

    /// <summary>What its categories look like, given those of its inputs.</summary>
    public abstract CategoryDomain Domain(TransformNode node, IReadOnlyList<CategoryDomain> inputs);

    public abstract CategorySource Lower(TransformNode node, Lowering lowering);
}
