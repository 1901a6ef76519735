using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The hour (0 to 23), weekday (0 Monday to 6 Sunday) or month (1 to 12) of a timestamp at a fixed offset from UTC.</summary>
internal sealed class CalendarTransform(string name, CalendarField field) : NumberTransform
{
    public const int Offset = 0;

    public static IReadOnlyList<TransformParameter> OffsetParameter { get; } =
        [new("utc_offset_minutes", ParameterKind.Integer) { Default = 0, Minimum = -1080, Maximum = 1080 }];

    public override string Name => name;

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Timestamp];

    public override IReadOnlyList<TransformParameter> Parameters => OffsetParameter;

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new CalendarFunction(lowering.Number(node.Inputs[0]), field, node.Integer(Offset)));
}
