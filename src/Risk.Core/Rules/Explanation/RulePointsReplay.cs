using Risk.Events;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Explanation;

/// <summary>Gives <c>:rule_points:</c> the value each rule saw when it ran: the points of the rules before it.</summary>
internal readonly struct RulePointsReplay
{
    private readonly int _position;

    public RulePointsReplay(RuleSet rules, AttributeRow row)
    {
        _position = rules.Bound.Columns.IndexOf(RulePoints.ColumnName) < 0 ? -1 : row.Layout.Columns.IndexOf(RulePoints.ColumnName);
        if (_position >= 0)
        {
            row.Numbers[_position] = 0;
        }
    }

    public void Add(RuleInfo rule, AttributeRow row)
    {
        if (_position >= 0 && rule.Action == RuleAction.Score && !rule.IsShadow)
        {
            row.Numbers[_position] += rule.Points;
        }
    }
}
