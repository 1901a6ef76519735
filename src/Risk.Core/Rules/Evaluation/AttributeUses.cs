using Risk.Events;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>Asks a layout for what a walk over an expression reads: numbers as numbers, texts as characters.</summary>
internal static class AttributeUses
{
    /// <summary>Asks for every attribute in an expression whose positions are the layout's.</summary>
    public static void Request(BoundExpression expression, AttributeLayoutBuilder layout)
    {
        switch (expression)
        {
            case BoundAttribute attribute:
                bool isText = attribute.Type is BoundType.Text or BoundType.Token or BoundType.Country;
                layout.Use(attribute.Position, isText ? AttributeUse.Text : AttributeUse.Number);
                break;
            case BoundNot not:
                Request(not.Operand, layout);
                break;
            case BoundNegate negate:
                Request(negate.Operand, layout);
                break;
            case BoundJunction junction:
                Request(junction.Operands, layout);
                break;
            case BoundComparison comparison:
                Request(comparison.Left, layout);
                Request(comparison.Right, layout);
                break;
            case BoundArithmetic arithmetic:
                Request(arithmetic.Left, layout);
                Request(arithmetic.Right, layout);
                break;
            case BoundMembership membership:
                Request(membership.Operand, layout);
                break;
            case BoundTextMatch match:
                Request(match.Operand, layout);
                break;
            case BoundCall call:
                Request(call.Arguments, layout);
                break;
        }
    }

    private static void Request(BoundExpression[] expressions, AttributeLayoutBuilder layout)
    {
        foreach (BoundExpression expression in expressions)
        {
            Request(expression, layout);
        }
    }
}
