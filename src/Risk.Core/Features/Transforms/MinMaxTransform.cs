using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>(x - minimum) × (1 / (maximum - minimum)); not clipped.</summary>
internal sealed class MinMaxTransform : NumberTransform
{
    public const int Minimum = 0;
    public const int Maximum = 1;

    public override string Name => "min_max";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("minimum", ParameterKind.Number) { IsFitted = true },
        new("maximum", ParameterKind.Number) { IsFitted = true },
    ];

    public override void Validate(TransformNode node, NodeProblems problems)
    {
        if (node.Value(Minimum) is double minimum && node.Value(Maximum) is double maximum)
        {
            double range = maximum - minimum;
            if (!(range >= ParameterBounds.SmallestScale && range <= ParameterBounds.LargestScale))
            {
                problems.Report(FeatureCodes.OutOfRange, Maximum, "The maximum must be greater than the minimum.", "Swap them, or widen the range.");
            }
        }
    }

    public override int Lower(TransformNode node, Lowering lowering)
    {
        double minimum = node.Number(Minimum);
        return lowering.Add(new NumberStep(
            NumberOperation.Affine, lowering.Number(node.Inputs[0]), First: minimum, Second: 1 / (node.Number(Maximum) - minimum)));
    }
}
