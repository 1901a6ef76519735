using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>x, at least lower and at most upper. Winsorize is the same with bounds that were fitted as quantiles.</summary>
internal sealed class ClipTransform : NumberTransform
{
    public const int LowerBound = 0;
    public const int UpperBound = 1;
    public const int LowerQuantile = 2;
    public const int UpperQuantile = 3;

    private readonly string _name;
    private readonly bool _isFitted;

    private ClipTransform(string name, bool isFitted)
    {
        (_name, _isFitted) = (name, isFitted);
        TransformParameter[] bounds =
        [
            new("lower", ParameterKind.Number) { IsOptional = !isFitted, IsFitted = isFitted },
            new("upper", ParameterKind.Number) { IsOptional = !isFitted, IsFitted = isFitted },
        ];
        TransformParameter[] settings =
        [
            new("lower_quantile", ParameterKind.Number) { IsFitSetting = true, Default = 0.01, Minimum = 0, Maximum = 1 },
            new("upper_quantile", ParameterKind.Number) { IsFitSetting = true, Default = 0.99, Minimum = 0, Maximum = 1 },
        ];
        Parameters = isFitted ? [.. bounds, .. settings] : bounds;
    }

    public static ClipTransform Clip { get; } = new("clip", isFitted: false);

    public static ClipTransform Winsorize { get; } = new("winsorize", isFitted: true);

    public override string Name => _name;

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override IReadOnlyList<TransformParameter> Parameters { get; }

    public override void Validate(TransformNode node, NodeProblems problems)
    {
        if (!_isFitted && node.Value(LowerBound) is null && node.Value(UpperBound) is null)
        {
            problems.Report(FeatureCodes.NeedsFit, LowerBound, "clip has neither a lower nor an upper bound.", "Give at least one of 'lower' and 'upper'.");
        }

        if (node.Value(LowerBound) is double lower && node.Value(UpperBound) is double upper && lower > upper)
        {
            problems.Report(FeatureCodes.OutOfRange, UpperBound, "The upper bound is less than the lower bound.", "Swap them.");
        }

        if (_isFitted && node.Number(LowerQuantile) >= node.Number(UpperQuantile))
        {
            problems.Report(FeatureCodes.OutOfRange, UpperQuantile, "The upper quantile must be greater than the lower one.");
        }
    }

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new NumberStep(
            NumberOperation.Clip,
            lowering.Number(node.Inputs[0]),
            First: (double?)node.Value(LowerBound) ?? double.MinValue,
            Second: (double?)node.Value(UpperBound) ?? double.MaxValue));
}
