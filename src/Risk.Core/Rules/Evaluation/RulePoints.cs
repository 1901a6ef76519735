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
    private readonly ulong[] _countedBits;

    private RulePoints(int position, double[] points, RuleShare[] shares)
    {
        _position = position;
        _points = points;
        _shares = shares;
        _countedBits = new ulong[(points.Length + 63) >> 6];
        for (int i = 0; i < points.Length; i++)
        {
            _countedBits[i >> 6] |= points[i] != 0 ? 1UL << (i & 63) : 0;
        }
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

    /// <summary>Whether a condition, whose positions are the layout's, reads the points.</summary>
    public bool AreReadBy(BoundExpression condition) => condition switch
    {
        BoundAttribute attribute => attribute.Position == _position,
        BoundNot not => AreReadBy(not.Operand),
        BoundNegate negate => AreReadBy(negate.Operand),
        BoundJunction junction => Array.Exists(junction.Operands, AreReadBy),
        BoundComparison comparison => AreReadBy(comparison.Left) || AreReadBy(comparison.Right),
        BoundArithmetic arithmetic => AreReadBy(arithmetic.Left) || AreReadBy(arithmetic.Right),
        BoundMembership membership => AreReadBy(membership.Operand),
        BoundTextMatch match => AreReadBy(match.Operand),
        BoundCall call => Array.Exists(call.Arguments, AreReadBy),
        _ => false,
    };

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

    /// <summary>The bits of the rules whose match changes the points.</summary>
    public ReadOnlySpan<ulong> CountedBits => _countedBits;
}
