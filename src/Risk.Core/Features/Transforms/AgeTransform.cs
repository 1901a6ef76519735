using Risk.Features.Definitions;
using Risk.Features.Evaluation;
using Risk.Internals;

namespace Risk.Features.Transforms;

/// <summary>The time from the second timestamp to the first, in a unit; negative when the second is later.</summary>
internal sealed class AgeTransform : NumberTransform
{
    public const int Unit = 0;

    public static IReadOnlyList<string> Units { get; } = ["seconds", "minutes", "hours", "days"];

    public override string Name => "age";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Timestamp, ValueKinds.Timestamp];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
        [new("unit", ParameterKind.Word) { Default = "seconds", Words = Units }];

    // Divided, not multiplied by a reciprocal: seven days must be exactly 7.
    public override int Lower(TransformNode node, Lowering lowering)
    {
        double seconds = node.Word(Unit) switch
        {
            "minutes" => 60,
            "hours" => 3600,
            "days" => 86_400,
            _ => 1,
        };
        int later = lowering.Number(node.Inputs[0]);
        int difference = lowering.Add(new NumberStep(NumberOperation.Difference, later, lowering.Number(node.Inputs[1])));
        int unit = lowering.Add(new NumberStep(NumberOperation.Constant, First: seconds * UnixTime.MicrosecondsPerSecond));
        return lowering.Add(new NumberStep(NumberOperation.Ratio, difference, unit));
    }
}
