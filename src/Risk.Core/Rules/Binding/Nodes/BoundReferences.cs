namespace Risk.Rules.Binding;

/// <summary>Walks a bound expression for the attributes it reads. Load time only.</summary>
internal static class BoundReferences
{
    /// <summary>Every attribute in source order, repeated when read twice.</summary>
    public static IEnumerable<BoundAttribute> Of(BoundExpression expression) => All(expression).OfType<BoundAttribute>();

    /// <summary>The expression and every part of it in source order.</summary>
    public static IEnumerable<BoundExpression> All(BoundExpression expression)
    {
        var pending = new Stack<BoundExpression>();
        pending.Push(expression);
        while (pending.TryPop(out BoundExpression? current))
        {
            yield return current;
            IReadOnlyList<BoundExpression> children = Children(current);
            for (int i = children.Count - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }
        }
    }

    /// <summary>Whether an expression reads an attribute or computed column of that name.</summary>
    public static bool Reads(BoundExpression expression, string name) => Of(expression).Any(attribute => attribute.Definition.Name == name);

    /// <summary>The direct operands of an expression in source order.</summary>
    public static IReadOnlyList<BoundExpression> Children(BoundExpression expression) => expression switch
    {
        BoundNot not => [not.Operand],
        BoundNegate negate => [negate.Operand],
        BoundJunction junction => junction.Operands,
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundArithmetic arithmetic => [arithmetic.Left, arithmetic.Right],
        BoundMembership membership => [membership.Operand],
        BoundTextMatch match => [match.Operand],
        BoundCall call => call.Arguments,
        _ => [],
    };
}
