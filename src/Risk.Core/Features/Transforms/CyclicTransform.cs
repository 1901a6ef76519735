using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The hour, weekday or month as a point on a circle: sine and cosine of its share of the cycle, from 0 at the start.</summary>
internal sealed class CyclicTransform(string name, CalendarField field) : VectorTransform
{
    public override string Name => name;

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Timestamp];

    public override IReadOnlyList<TransformParameter> Parameters => CalendarTransform.OffsetParameter;

    public override IReadOnlyList<string> FeatureNames(string name, TransformNode node) => [name + "_sin", name + "_cos"];

    public override void Lower(TransformNode node, Lowering lowering)
    {
        int input = lowering.Number(node.Inputs[0]);
        int part = lowering.Add(new CalendarFunction(input, field, node.Integer(CalendarTransform.Offset)));
        lowering.AddFeature(lowering.Add(new CircleFunction(part, field, isSine: true)));
        lowering.AddFeature(lowering.Add(new CircleFunction(part, field, isSine: false)));
    }
}
