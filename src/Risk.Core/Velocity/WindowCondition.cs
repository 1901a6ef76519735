using Risk.Events;

namespace Risk.Velocity;

/// <summary>A condition of the rules language that tells which events a window counts.</summary>
internal sealed class WindowCondition
{
    public static WindowCondition Compile(string text, AttributeLayoutBuilder layout) => throw new RiskFormatException(RiskDiagnostic.Error("RW008", text));

    public bool IsTrue(AttributeRow row) => row is null;
}
