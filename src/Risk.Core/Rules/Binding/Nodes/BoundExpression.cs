namespace Risk.Rules.Binding;

/// <summary>
/// A checked expression: names resolved to positions, types agreed, defines expanded. The meeting point of Binding and
/// the passes after it (Analysis, Planning, Evaluation). Immutable; <see cref="object.ToString"/> prints canonical source.
/// </summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Start">The first UTF-16 unit in the rules file, for traces; -1 when made by the fluent form.</param>
/// <param name="Length">The number of UTF-16 units.</param>
internal abstract record BoundExpression(BoundType Type, int Start, int Length)
{
    public sealed override string ToString() => BoundPrinter.Print(this);
}
