using Risk.Rules.Binding;

namespace Risk.Rules.Planning;

/// <summary>
/// A condition without negations: conjunctions and disjunctions of literals. Both readings of a literal (certain and
/// possible) carry over: the formula certainly holds when the condition is true, possibly when it is not false, and so the
/// condition is undetermined when the formula possibly holds and does not certainly hold.
/// </summary>
internal abstract record Formula
{
    /// <summary>The formula of a condition that is always the same.</summary>
    public static Formula Constant(MissingAnswer answer) => new ConstantFormula(answer);

    /// <summary>A literal, or a constant when it is one.</summary>
    public static Formula Of(Literal literal) =>
        literal.IsAlways ? Constant(MissingAnswer.Yes)
        : literal.IsNever ? Constant(MissingAnswer.No)
        : new LiteralFormula(literal);

    /// <summary>All or any of some formulas: flattened, constants applied, literals of one source merged.</summary>
    public static Formula Junction(bool isAnd, IEnumerable<Formula> operands)
    {
        MissingAnswer decisive = isAnd ? MissingAnswer.No : MissingAnswer.Yes;
        MissingAnswer constant = Literal.Negate(decisive);
        var kept = new List<Formula>();
        foreach (Formula operand in operands)
        {
            if (operand is ConstantFormula { Answer: var answer })
            {
                constant = isAnd == (answer < constant) ? answer : constant;
            }
            else if (operand is JunctionFormula junction && junction.IsAnd == isAnd)
            {
                foreach (Formula inner in junction.Operands)
                {
                    Add(kept, inner, isAnd);
                }
            }
            else
            {
                Add(kept, operand, isAnd);
            }
        }

        if (constant == decisive || kept.Exists(operand => operand is LiteralFormula { Literal: var literal } && (isAnd ? literal.IsNever : literal.IsAlways)))
        {
            return Constant(decisive);
        }

        kept.RemoveAll(operand => operand is LiteralFormula { Literal: var literal } && (isAnd ? literal.IsAlways : literal.IsNever));
        if (constant == MissingAnswer.Maybe)
        {
            kept.Add(Constant(constant));
        }

        return kept.Count switch
        {
            0 => Constant(constant),
            1 => kept[0],
            _ => new JunctionFormula(isAnd, [.. kept]),
        };
    }

    private static void Add(List<Formula> operands, Formula added, bool isAnd)
    {
        if (added is LiteralFormula { Literal: var literal })
        {
            for (int i = 0; i < operands.Count; i++)
            {
                if (operands[i] is LiteralFormula { Literal: var present } && present.Source == literal.Source)
                {
                    operands[i] = new LiteralFormula(isAnd ? present.And(literal) : present.Or(literal));
                    return;
                }
            }
        }

        operands.Add(added);
    }
}

/// <summary>A condition that is always true, false or unknown.</summary>
internal sealed record ConstantFormula(MissingAnswer Answer) : Formula;

/// <summary>One literal.</summary>
internal sealed record LiteralFormula(Literal Literal) : Formula;

/// <summary>All, or any, of two or more formulas.</summary>
internal sealed record JunctionFormula(bool IsAnd, Formula[] Operands) : Formula;

/// <summary>A condition that no literal can say: it is asked of the row by a walk over its tree, and must have the wanted truth.</summary>
internal sealed record ResidualFormula(BoundExpression Condition, bool IsWantedTrue) : Formula;
