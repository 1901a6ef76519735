using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;
using Risk.Rules.Functions;

namespace Risk.Rules.Planning;

/// <summary>
/// The first pass: turns a condition, asked to be true or to be false, into a <see cref="Formula"/>. Negations wander to the
/// leaves and turn the question there; comparisons with constants become literals; what no literal can say stays as a tree.
/// Asks the layout for exactly the forms of attributes that the formula reads.
/// </summary>
internal sealed class Normalizer(AttributeLayoutBuilder layout)
{
    // Longer lists of numbers would make more cells than they are worth: they are searched instead.
    private const int MaximumPoints = 64;
    private const int MaximumUnindexed = 8;

    private readonly AttributeLayoutBuilder _layout = layout;
    private readonly Dictionary<BoundSet, (int Position, CodeSet Codes)> _knownSets = new(ReferenceEqualityComparer.Instance);

    /// <summary>The formula that holds when a condition has the wanted truth. The condition's positions are the layout's.</summary>
    public Formula Normalize(BoundExpression condition, bool isTrue = true)
    {
        switch (condition)
        {
            case BoundTruth constant:
                return Formula.Constant(constant.Value == isTrue ? MissingAnswer.Yes : MissingAnswer.No);
            case BoundNot not:
                return Normalize(not.Operand, !isTrue);
            case BoundJunction junction:
                return Junction(junction.IsAnd, junction.Operands, isTrue);
            case BoundCall { Function: AllOfFunction or AnyOfFunction } call:
                return Junction(call.Function is AllOfFunction, call.Arguments, isTrue);
            case BoundComparison { Left.Type: BoundType.Boolean } comparison:
                return Equality(comparison.Left, comparison.Right, isTrue == (comparison.Operator == ComparisonOperator.Equal));
            default:
                return TryLiteral(condition) is { } literal
                    ? Formula.Of(isTrue ? literal : literal.Not())
                    : Residual(condition, isTrue);
        }
    }

    private Formula Junction(bool isAnd, BoundExpression[] operands, bool isTrue)
    {
        var formulas = new Formula[operands.Length];
        for (int i = 0; i < formulas.Length; i++)
        {
            formulas[i] = Normalize(operands[i], isTrue);
        }

        return Formula.Junction(isAnd == isTrue, formulas);
    }

    // Two conditions are the same when both are true or both are false.
    private Formula Equality(BoundExpression left, BoundExpression right, bool areEqual) => Formula.Junction(
        false,
        [
            Formula.Junction(true, [Normalize(left, true), Normalize(right, areEqual)]),
            Formula.Junction(true, [Normalize(left, false), Normalize(right, !areEqual)]),
        ]);

    private ResidualFormula Residual(BoundExpression condition, bool isTrue)
    {
        AttributeUses.Request(condition, _layout);
        return new ResidualFormula(Indexed(condition), isTrue);
    }

    private static BoundExpression Indexed(BoundExpression condition) =>
        condition is BoundMembership { Operand: not BoundCall { Function: CountOfFunction }, Set.Count: > MaximumUnindexed } membership
            ? new IndexedMembership(membership)
            : condition;

    private Literal? TryLiteral(BoundExpression condition) => condition switch
    {
        BoundAttribute attribute => Boolean(attribute.Position),
        BoundCall { Function: IsMissingFunction } call => Missing(call.Arguments[0]),
        BoundCall { Function: ExistsFunction } call => Missing(call.Arguments[0])?.Not(),
        BoundCall { Function: CoalesceFunction, Arguments: [BoundAttribute attribute, BoundTruth otherwise] } =>
            Boolean(attribute.Position) with { Missing = otherwise.Value ? MissingAnswer.Yes : MissingAnswer.No },
        BoundComparison comparison => Comparison(comparison),
        BoundMembership membership => Membership(membership),
        _ => null,
    };

    private Literal Boolean(int position)
    {
        _layout.Use(position, AttributeUse.Number);
        return new Literal(new Source(SourceKind.Boolean, position), StateSet.Booleans.Only(StateSet.True), MissingAnswer.Maybe);
    }

    private Literal? Missing(BoundExpression argument)
    {
        if (argument is not BoundAttribute attribute)
        {
            return null;
        }

        Source source;
        if (attribute.Type == BoundType.Boolean)
        {
            _layout.Use(attribute.Position, AttributeUse.Number);
            source = new Source(SourceKind.Boolean, attribute.Position);
        }
        else
        {
            source = SourceOf(attribute);
        }

        return new Literal(source, source.All.Complement(), MissingAnswer.Yes);
    }

    private Literal? Comparison(BoundComparison comparison)
    {
        if (comparison.Left is BoundAttribute left && comparison.Right is BoundAttribute right)
        {
            return left.Position == right.Position ? Reflexive(comparison.Operator, left) : Pair(comparison.Operator, left, right);
        }

        return Constants.IsConstant(comparison.Left)
            ? WithConstant(Turned(comparison.Operator), comparison.Right, comparison.Left)
            : WithConstant(comparison.Operator, comparison.Left, comparison.Right);
    }

    private Literal? WithConstant(ComparisonOperator operation, BoundExpression operand, BoundExpression constant)
    {
        if (!Constants.IsConstant(constant))
        {
            return null;
        }

        if (constant.Type is BoundType.Number or BoundType.Timestamp)
        {
            double value = Constants.Number(constant);
            return double.IsNaN(value) ? null : OfNumbers(operand, NumberSet.Of(operation, value));
        }

        return constant is BoundText text
            ? OfTexts(operand, position => CodeSet.Of(_layout.UseCode(position, text.Value)), operation == ComparisonOperator.Equal)
            : null;
    }

    private Literal? Membership(BoundMembership membership)
    {
        if (membership.Set.Numbers is { } numbers)
        {
            return numbers.Length <= MaximumPoints ? OfNumbers(membership.Operand, NumberSet.Points(numbers)) : null;
        }

        return OfTexts(membership.Operand, position => CodesOf(membership.Set, position), isIn: true);
    }

    // coalesce(:x:, 0) > 5 is a question on :x: to which a missing value knows the answer.
    private Literal? OfNumbers(BoundExpression operand, NumberSet numbers)
    {
        switch (operand)
        {
            case BoundAttribute attribute:
                return new Literal(SourceOf(attribute), numbers, MissingAnswer.Maybe);
            case BoundCall { Function: CoalesceFunction, Arguments: [BoundAttribute attribute, var otherwise] } when Constants.IsConstant(otherwise):
                double value = Constants.Number(otherwise);
                MissingAnswer answer = double.IsNaN(value) ? MissingAnswer.Maybe : numbers.Contains(value) ? MissingAnswer.Yes : MissingAnswer.No;
                return new Literal(SourceOf(attribute), numbers, answer);
            default:
                return null;
        }
    }

    private Literal? OfTexts(BoundExpression operand, Func<int, CodeSet> codesAt, bool isIn)
    {
        BoundText? otherwise = null;
        if (operand is BoundCall { Function: CoalesceFunction, Arguments: [BoundAttribute inner, BoundText text] } && text.Type != BoundType.Token)
        {
            operand = inner;
            otherwise = text;
        }

        if (operand is not BoundAttribute attribute)
        {
            return null;
        }

        CodeSet codes = codesAt(attribute.Position);
        var literal = new Literal(SourceOf(attribute), codes, MissingAnswer.Maybe);
        if (otherwise is not null)
        {
            bool holds = codes.Contains(_layout.UseCode(attribute.Position, otherwise.Value));
            literal = literal with { Missing = holds ? MissingAnswer.Yes : MissingAnswer.No };
        }

        return isIn ? literal : literal.Not();
    }

    private CodeSet CodesOf(BoundSet set, int position)
    {
        if (_knownSets.TryGetValue(set, out (int Position, CodeSet Codes) known) && known.Position == position)
        {
            return known.Codes;
        }

        var codes = new int[set.Texts!.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = _layout.UseCode(position, set.Texts[i]);
        }

        CodeSet result = CodeSet.Of(codes);
        if (set.Name is not null)
        {
            _knownSets[set] = (position, result);
        }

        return result;
    }

    // A value compared with itself: equal when it is there at all.
    private Literal Reflexive(ComparisonOperator operation, BoundAttribute attribute)
    {
        Source source = SourceOf(attribute);
        bool holds = operation is ComparisonOperator.Equal or ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual;
        return new Literal(source, holds ? source.All : source.All.Complement(), MissingAnswer.Maybe);
    }

    private Literal? Pair(ComparisonOperator operation, BoundAttribute left, BoundAttribute right)
    {
        if (left.Position > right.Position)
        {
            (left, right) = (right, left);
            operation = Turned(operation);
        }

        int states = StatesOf(operation);
        if (left.Type is BoundType.Number or BoundType.Timestamp)
        {
            _layout.Use(left.Position, AttributeUse.Number);
            _layout.Use(right.Position, AttributeUse.Number);
            return new Literal(new Source(SourceKind.NumberPair, left.Position, right.Position), StateSet.Orders.Only(states), MissingAnswer.Maybe);
        }

        // The keys of a token and of a text that folds are not of one kind.
        if ((left.Type == BoundType.Token) != (right.Type == BoundType.Token))
        {
            return null;
        }

        _layout.Use(left.Position, AttributeUse.Key);
        _layout.Use(right.Position, AttributeUse.Key);
        return new Literal(new Source(SourceKind.TextPair, left.Position, right.Position), StateSet.Equalities.Only(states), MissingAnswer.Maybe);
    }

    private Source SourceOf(BoundAttribute attribute)
    {
        bool isText = attribute.Type is BoundType.Text or BoundType.Token or BoundType.Country;
        _layout.Use(attribute.Position, isText ? AttributeUse.Code : AttributeUse.Number);
        return new Source(isText ? SourceKind.Code : SourceKind.Number, attribute.Position);
    }

    private static int StatesOf(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Less => StateSet.Less,
        ComparisonOperator.LessOrEqual => StateSet.Less | StateSet.Equal,
        ComparisonOperator.Greater => StateSet.Greater,
        ComparisonOperator.GreaterOrEqual => StateSet.Greater | StateSet.Equal,
        ComparisonOperator.Equal => StateSet.Equal,
        _ => StateSet.Less | StateSet.Greater,
    };

    private static ComparisonOperator Turned(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => operation,
    };
}
