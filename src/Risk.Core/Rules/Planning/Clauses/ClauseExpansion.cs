namespace Risk.Rules.Planning;

/// <summary>
/// The second pass: multiplies a formula out into clauses, any of which suffices. The product of many disjunctions explodes,
/// so past a bound a disjunction is left as it is and becomes a residual condition of its clause.
/// </summary>
internal static class ClauseExpansion
{
    /// <summary>The most clauses a rule may become.</summary>
    public const int MaximumClauses = 16;

    /// <summary>The clauses of a formula; none when it never holds.</summary>
    public static Clause[] Expand(Formula formula, int maximumClauses = MaximumClauses)
    {
        List<Clause> clauses = TryExpand(formula, maximumClauses) ?? [new Clause([], [formula], false)];
        RemoveImplied(clauses);
        return [.. clauses];
    }

    // Null when there would be more clauses than allowed.
    private static List<Clause>? TryExpand(Formula formula, int maximum)
    {
        switch (formula)
        {
            case ConstantFormula { Answer: MissingAnswer.No }:
                return [];
            case ConstantFormula constant:
                return [Clause.Always with { IsAtMostPossible = constant.Answer == MissingAnswer.Maybe }];
            case LiteralFormula literal:
                return [new Clause([literal.Literal], [], false)];
            case ResidualFormula residual:
                return [new Clause([], [residual], false)];
            default:
                var junction = (JunctionFormula)formula;
                return junction.IsAnd ? Product(junction, maximum) : Union(junction, maximum);
        }
    }

    private static List<Clause>? Union(JunctionFormula junction, int maximum)
    {
        var clauses = new List<Clause>();
        foreach (Formula operand in junction.Operands)
        {
            if (TryExpand(operand, maximum - clauses.Count) is not { } more || clauses.Count + more.Count > maximum)
            {
                return null;
            }

            clauses.AddRange(more);
        }

        return clauses;
    }

    // Small factors first: what then no longer fits in is the widest disjunction, and that is the one left as a residual.
    private static List<Clause> Product(JunctionFormula junction, int maximum)
    {
        var factors = new List<(Formula Formula, List<Clause> Clauses)>();
        var residuals = new List<Formula>();
        foreach (Formula operand in junction.Operands)
        {
            if (TryExpand(operand, maximum) is { } clauses)
            {
                factors.Add((operand, clauses));
            }
            else
            {
                residuals.Add(operand);
            }
        }

        List<Clause> product = [new Clause([], [.. residuals], false)];
        while (factors.Count > 0)
        {
            int smallest = 0;
            for (int i = 1; i < factors.Count; i++)
            {
                smallest = factors[i].Clauses.Count < factors[smallest].Clauses.Count ? i : smallest;
            }

            (Formula formula, List<Clause> clauses) = factors[smallest];
            factors.RemoveAt(smallest);
            product = Multiply(product, product.Count * clauses.Count <= maximum ? clauses : [new Clause([], [formula], false)]);
        }

        return product;
    }

    private static List<Clause> Multiply(List<Clause> left, List<Clause> right)
    {
        var product = new List<Clause>(left.Count * right.Count);
        foreach (Clause first in left)
        {
            foreach (Clause second in right)
            {
                if (first.And(second) is { } both)
                {
                    product.Add(both);
                }
            }
        }

        return product;
    }

    private static void RemoveImplied(List<Clause> clauses)
    {
        for (int i = clauses.Count - 1; i >= 0; i--)
        {
            for (int j = 0; j < clauses.Count; j++)
            {
                if (i != j && clauses[i].Implies(clauses[j]))
                {
                    clauses.RemoveAt(i);
                    break;
                }
            }
        }
    }
}
