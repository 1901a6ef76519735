using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Functions;

namespace Risk.Rules.Evaluation;

/// <summary>
/// Makes checked conditions runnable on the rows of one layout: positions of the rule set's columns become positions in the
/// row, functions get their constants parsed, <c>age</c> gets the event's time. Asks for no form of any attribute; that is
/// <see cref="AttributeUses"/>.
/// </summary>
internal sealed class LayoutBinding
{
    private readonly EventSchema _columns;
    private readonly int[] _positions;

    public LayoutBinding(EventSchema columns, AttributeLayoutBuilder layout)
    {
        _columns = columns;
        _positions = new int[columns.Count];
        for (int i = 0; i < _positions.Length; i++)
        {
            int position = layout.IndexOf(columns[i].Name);
            _positions[i] = position >= 0 ? position : layout.AddComputed(columns[i].Name, columns[i].Kind);
        }
    }

    /// <summary>The position in the row of a column.</summary>
    public int PositionOf(int column) => _positions[column];

    /// <summary>The expression, runnable.</summary>
    public BoundExpression Bind(BoundExpression expression) => expression switch
    {
        BoundAttribute attribute => attribute with { Position = _positions[attribute.Position] },
        BoundNot not => not with { Operand = Bind(not.Operand) },
        BoundNegate negate => negate with { Operand = Bind(negate.Operand) },
        BoundJunction junction => junction with { Operands = Bind(junction.Operands) },
        BoundComparison comparison => comparison with { Left = Bind(comparison.Left), Right = Bind(comparison.Right) },
        BoundArithmetic arithmetic => arithmetic with { Left = Bind(arithmetic.Left), Right = Bind(arithmetic.Right) },
        BoundMembership membership => membership with { Operand = Bind(membership.Operand) },
        BoundTextMatch match => match with { Operand = Bind(match.Operand) },
        BoundCall call => BindCall(call),
        _ => expression,
    };

    private BoundCall BindCall(BoundCall call)
    {
        BoundExpression[] arguments = Bind(call.Arguments);
        if (call.Function is AgeFunction && arguments.Length == 1)
        {
            int time = EventTime.PositionIn(_columns);
            if (time >= 0)
            {
                arguments = [arguments[0], new BoundAttribute(_positions[time], _columns[time], BoundType.Timestamp, call.Start, call.Length)];
            }
        }

        return call with { Arguments = arguments, Function = call.Function.Specialize(arguments) };
    }

    private BoundExpression[] Bind(BoundExpression[] expressions)
    {
        var bound = new BoundExpression[expressions.Length];
        for (int i = 0; i < bound.Length; i++)
        {
            bound[i] = Bind(expressions[i]);
        }

        return bound;
    }
}
