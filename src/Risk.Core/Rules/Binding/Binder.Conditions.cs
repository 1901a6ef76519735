using System.Globalization;
using Risk.Events;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk.Rules.Binding;

internal sealed partial class Binder
{
    /// <summary>Binds what must be true or false; null after a report.</summary>
    private BoundExpression? BindCondition(ExpressionSyntax syntax)
    {
        BoundExpression? bound = Bind(syntax);
        if (bound is null || bound.Type == BoundType.Boolean)
        {
            return bound;
        }

        string? fix = bound.Type switch
        {
            BoundType.Number when bound is BoundNumber => "write a comparison, such as ':amount_in_usd: > 500'",
            BoundType.Number => Fix.Write($"{Fix.Show(syntax)} > 0"),
            BoundType.Timestamp => Fix.Write($"age({Fix.Show(syntax)}) < 1d"),
            _ when bound is BoundText => Fix.Write($":card_brand: = {Fix.Show(syntax)}"),
            _ when bound is BoundAttribute { Definition.IsMetadata: true } => Fix.Write($"{Fix.Show(syntax)} = 'true'"),
            _ => $"write {Fix.Show(syntax)} = '…', or exists({Fix.Show(syntax)})",
        };
        _diagnostics.Error(RuleDiagnosticCodes.NotACondition, syntax.Span, $"{Describe(bound)} is not true or false by itself", fix);
        return null;
    }

    private BoundExpression? Bind(ExpressionSyntax syntax) => syntax switch
    {
        NumberSyntax number => new BoundNumber(number.Value, number.Span.Start, number.Span.Length),
        DurationSyntax duration => new BoundNumber(duration.Seconds, duration.Span.Start, duration.Span.Length),
        TextSyntax text => new BoundText(text.Value, BoundType.Text, text.Span.Start, text.Span.Length),
        TruthSyntax truth => new BoundTruth(truth.Value, truth.Span.Start, truth.Span.Length),
        AttributeSyntax attribute => BindAttribute(attribute),
        CallSyntax call => BindCall(call),
        NegateSyntax negate => BindNegate(negate),
        ArithmeticSyntax arithmetic => BindArithmetic(arithmetic),
        ComparisonSyntax comparison => BindComparison(comparison),
        BetweenSyntax between => BindBetween(between),
        MembershipSyntax membership => BindMembership(membership),
        TextMatchSyntax match => BindTextMatch(match),
        NotSyntax not => BindNot(not),
        JunctionSyntax junction => BindJunction(junction),
        _ => null,
    };

    private BoundNot? BindNot(NotSyntax syntax) =>
        BindCondition(syntax.Operand) is { } operand ? new BoundNot(operand, syntax.Span.Start, syntax.Span.Length) : null;

    private BoundExpression? BindJunction(JunctionSyntax syntax)
    {
        var operands = new List<BoundExpression>(syntax.Operands.Count);
        foreach (ExpressionSyntax operand in syntax.Operands.Span)
        {
            if (BindCondition(operand) is not { } bound)
            {
                continue;
            }

            // A define may be a junction of the same kind.
            if (bound is BoundJunction inner && inner.IsAnd == syntax.IsAnd)
            {
                operands.AddRange(inner.Operands);
            }
            else
            {
                operands.Add(bound);
            }
        }

        return operands.Count < syntax.Operands.Count ? null : new BoundJunction(syntax.IsAnd, [.. operands], syntax.Span.Start, syntax.Span.Length);
    }

    private BoundExpression? BindBetween(BetweenSyntax syntax)
    {
        BoundExpression? operand = Bind(syntax.Operand);
        BoundExpression? low = Bind(syntax.Low);
        BoundExpression? high = Bind(syntax.High);
        if (operand is null || low is null || high is null)
        {
            return null;
        }

        if (low is BoundNumber { Value: var from } && high is BoundNumber { Value: var to } && from > to)
        {
            _diagnostics.Warning(
                RuleDiagnosticCodes.ReversedBetween, syntax.Low.Span.To(syntax.High.Span), "'between' names the smaller end first; this is never true",
                $"write 'between {Fix.Show(syntax.High)} and {Fix.Show(syntax.Low)}'");
        }

        SourceSpan span = syntax.Span;
        BoundExpression? least = Compare(ComparisonOperator.GreaterOrEqual, operand, low, syntax.Operand, syntax.Low, span, span);
        BoundExpression? most = least is null ? null : Compare(ComparisonOperator.LessOrEqual, operand, high, syntax.Operand, syntax.High, span, span);
        if (least is null || most is null)
        {
            return null;
        }

        var both = new BoundJunction(IsAnd: true, [least, most], span.Start, span.Length);
        return syntax.IsNegated ? new BoundNot(both, span.Start, span.Length) : both;
    }

    private BoundExpression? BindNegate(NegateSyntax syntax) =>
        Bind(syntax.Operand) is { } operand && AsNumber(operand, syntax.Operand, "-") is { } number
            ? number is BoundNumber constant
                ? new BoundNumber(-constant.Value, syntax.Span.Start, syntax.Span.Length)
                : new BoundNegate(number, syntax.Span.Start, syntax.Span.Length)
            : null;

    private BoundExpression? BindArithmetic(ArithmeticSyntax syntax)
    {
        string operation = SyntaxPrinter.Spell(syntax.Operator);
        BoundExpression? left = Bind(syntax.Left) is { } boundLeft ? AsNumber(boundLeft, syntax.Left, operation) : null;
        BoundExpression? right = Bind(syntax.Right) is { } boundRight ? AsNumber(boundRight, syntax.Right, operation) : null;
        if (left is null || right is null)
        {
            return null;
        }

        if (left is BoundNumber { Value: var a } && right is BoundNumber { Value: var b })
        {
            double folded = Evaluation.RuleExpressions.Arithmetic(syntax.Operator, a, b);
            if (double.IsFinite(folded))
            {
                return new BoundNumber(folded, syntax.Span.Start, syntax.Span.Length);
            }
        }

        return new BoundArithmetic(syntax.Operator, left, right, syntax.Span.Start, syntax.Span.Length);
    }

    /// <summary>The expression as a number; metadata turns into one. Null after a report.</summary>
    private BoundExpression? AsNumber(BoundExpression bound, ExpressionSyntax syntax, string operation)
    {
        if (bound.Type == BoundType.Number)
        {
            return bound;
        }

        if (bound is BoundAttribute metadata && IsMetadataText(bound))
        {
            return metadata with { Type = BoundType.Number };
        }

        string? fix = bound switch
        {
            BoundText { Value: var value } when IsNumber(value) => $"write {value.Trim()} without quotes",
            { Type: BoundType.Timestamp } => "write 'age(:time:)' for its age in seconds, or 'days_between(:a:, :b:)'",
            { Type: BoundType.Boolean } => "count conditions with 'count_of(…)'",
            _ => null,
        };
        _diagnostics.Error(RuleDiagnosticCodes.NotANumber, syntax.Span, $"'{operation}' needs numbers; this is {Name(bound.Type)}", fix);
        return null;
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    private static bool IsText(BoundType type) => type is BoundType.Text or BoundType.Token or BoundType.Country;

    /// <summary>A type with its article, for messages.</summary>
    private static string Name(BoundType type) => type switch
    {
        BoundType.Number => "a number",
        BoundType.Text => "a text",
        BoundType.Token => "a token",
        BoundType.Country => "a country",
        BoundType.Boolean => "true or false",
        _ => "a time",
    };

    private static string Describe(BoundExpression bound) => bound switch
    {
        BoundAttribute attribute => $"{SyntaxPrinter.Attribute(MetadataName.KeyOf(attribute.Definition.Name), attribute.Definition.IsMetadata)}, {Name(bound.Type)},",
        _ => Name(bound.Type),
    };
}
