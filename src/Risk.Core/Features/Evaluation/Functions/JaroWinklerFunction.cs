using Risk.Events;
using Risk.Features.Texts;

namespace Risk.Features.Evaluation;

/// <summary>The similarity of two texts; missing when either is.</summary>
internal sealed class JaroWinklerFunction(TextSource left, TextSource right) : RowFunction
{
    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags) =>
        left.TryGet(row, out ReadOnlySpan<char> first, ref flags) & right.TryGet(row, out ReadOnlySpan<char> second, ref flags)
            ? JaroWinkler.Similarity(first, second)
            : double.NaN;
}
