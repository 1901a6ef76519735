using Risk.Features.Evaluation;

namespace Risk.Features.Definitions;

/// <summary>A transform that gives a text which is part of its input's characters.</summary>
internal abstract class TextTransform : Transform
{
    public sealed override ValueKinds Output => ValueKinds.Text;

    public abstract TextSource Lower(TransformNode node, Lowering lowering);
}
