using Risk.Events;

namespace Risk;

/// <summary>
/// The computed text <c>:risk_level:</c> of Radar rules: <c>normal</c> below 65, <c>elevated</c> from 65, <c>highest</c> from 75, <c>not_assessed</c> without
/// a score. Present only when a rule reads it and the event does not bring its own.
/// </summary>
internal sealed class RiskLevel
{
    public const string Column = "risk_level";

    private readonly int _position;

    public RiskLevel(AttributeLayoutBuilder layout) => _position = layout.AddComputed(Column, AttributeKind.Text);

    public void Write(AttributeRow row, double score) => row.SetText(_position, score switch
    {
        >= 75 => "highest",
        >= 65 => "elevated",
        >= 0 => "normal",
        _ => "not_assessed",
    });
}
