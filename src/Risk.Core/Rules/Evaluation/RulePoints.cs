using Risk.Events;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>
/// Keeps <c>:rule_points:</c> while rules run in source order: the points of the Score rules that matched so far. Shadow
/// rules and keys outside a rule's share add nothing.
/// </summary>
internal sealed class RulePoints
{
    /// <summary>The computed column's name.</summary>
    public const string ColumnName = "rule_points";

    private readonly int _position;
    private readonly double[] _points;
    private readonly RuleShare[] _shares;

    private RulePoints(int position, double[] points, RuleShare[] shares)
    {
        _position = position;
        _points = points;
        _shares = shares;
    }

    /// <summary>The column's position in the row.</summary>
    public int Position => _position;

    /// <summary>The keeper, or null when the rules have no such column.</summary>
    public static RulePoints? Create(BoundRuleSet rules, LayoutBinding binding, AttributeLayoutBuilder layout)
    {
        int column = rules.Columns.IndexOf(ColumnName);
        if (column < 0)
        {
            return null;
        }

        int position = binding.PositionOf(column);
        layout.Use(position, AttributeUse.Number);
        var points = new double[rules.Rules.Count];
        var shares = new RuleShare[rules.Rules.Count];
        for (int i = 0; i < points.Length; i++)
        {
            BoundRule rule = rules.Rules[i];
            if (rule.Action == RuleAction.Score && !rule.IsShadow)
            {
                points[i] = rule.Points;
                shares[i] = RuleShare.Create(rule, binding, layout);
            }
        }

        return new RulePoints(position, points, shares);
    }

    /// <summary>Sets the points to zero.</summary>
    public void Start(AttributeRow row) => row.Numbers[_position] = 0;

    /// <summary>Adds the points of a rule that matched; nothing when it is not a Score rule.</summary>
    public void Add(int rule, AttributeRow row)
    {
        if (_points[rule] != 0 && _shares[rule].Includes(row))
        {
            row.Numbers[_position] += _points[rule];
        }
    }

    /// <summary>Whether a match of the rule changes the points.</summary>
    public bool Counts(int rule) => _points[rule] != 0;
}
