using System.Text.RegularExpressions;
using Risk.Events;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk.Rules.Binding;

internal sealed partial class Binder
{
    private BoundExpression? BindComparison(ComparisonSyntax syntax)
    {
        BoundExpression? left = Bind(syntax.Left);
        BoundExpression? right = Bind(syntax.Right);
        return left is null || right is null
            ? null
            : Compare(syntax.Operator, left, right, syntax.Left, syntax.Right, syntax.OperatorSpan.Start < 0 ? syntax.Span : syntax.OperatorSpan, syntax.Span);
    }

    /// <summary>A comparison of two bound operands whose types are made to agree; null after a report.</summary>
    private BoundExpression? Compare(
        ComparisonOperator operation, BoundExpression left, BoundExpression right, ExpressionSyntax leftSyntax, ExpressionSyntax rightSyntax, SourceSpan operatorSpan, SourceSpan span)
    {
        bool isOrdering = operation is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);
        Unify(ref left, ref right, isOrdering);
        if (left.Type == BoundType.Boolean && right.Type == BoundType.Boolean)
        {
            return CompareTruths(operation, left, right, leftSyntax, rightSyntax, operatorSpan, span);
        }

        if (IsText(left.Type) && IsText(right.Type))
        {
            if (isOrdering)
            {
                BoundExpression text = left is BoundText ? right : left;
                _diagnostics.Error(
                    RuleDiagnosticCodes.OrderingOnText, operatorSpan, $"texts have no order; '{SyntaxPrinter.Spell(operation)}' needs numbers",
                    left is BoundText { Value: var l } && IsNumber(l) || right is BoundText { Value: var r } && IsNumber(r)
                        ? $"make {DescribeShort(text)} a number in the schema if it holds one" : "write '=', '!=' or 'in'");
                return null;
            }

            return CompareTexts(operation, left, right, leftSyntax, rightSyntax, span);
        }

        if (left.Type == right.Type)
        {
            CheckBounds(operation, left, right, span);
            return new BoundComparison(operation, left, right, span.Start, span.Length);
        }

        ReportTypesDiffer(left, right, leftSyntax, rightSyntax, operatorSpan);
        return null;
    }

    /// <summary>Metadata is a number against a number, and where both sides are metadata and their order is asked.</summary>
    private static void Unify(ref BoundExpression left, ref BoundExpression right, bool isOrdering)
    {
        bool leftIsMetadata = IsMetadataText(left);
        bool rightIsMetadata = IsMetadataText(right);
        if (leftIsMetadata && (right.Type == BoundType.Number || (rightIsMetadata && isOrdering)))
        {
            left = left with { Type = BoundType.Number };
        }

        if (rightIsMetadata && (left.Type == BoundType.Number || (leftIsMetadata && isOrdering)))
        {
            right = right with { Type = BoundType.Number };
        }
    }

    private static bool IsMetadataText(BoundExpression bound) => bound is BoundAttribute { Definition.IsMetadata: true } && IsText(bound.Type);

    private BoundExpression? CompareTruths(
        ComparisonOperator operation, BoundExpression left, BoundExpression right, ExpressionSyntax leftSyntax, ExpressionSyntax rightSyntax, SourceSpan operatorSpan, SourceSpan span)
    {
        if (operation is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            _diagnostics.Error(RuleDiagnosticCodes.OrderingOnText, operatorSpan, "true and false have no order", "write ':flag:', 'not :flag:', '=' or '!='");
            return null;
        }

        if (left is not BoundTruth && right is BoundTruth)
        {
            return AgainstTruth(left, leftSyntax, (BoundTruth)right, operation, span);
        }

        if (left is BoundTruth constant && right is not BoundTruth)
        {
            return AgainstTruth(right, rightSyntax, constant, operation, span);
        }

        return new BoundComparison(operation, left, right, span.Start, span.Length);
    }

    private BoundExpression AgainstTruth(BoundExpression operand, ExpressionSyntax syntax, BoundTruth truth, ComparisonOperator operation, SourceSpan span)
    {
        bool holds = truth.Value == (operation == ComparisonOperator.Equal);
        ExpressionSyntax fix = holds ? syntax : new NotSyntax(syntax, syntax.Span);
        _diagnostics.Warning(RuleDiagnosticCodes.ComparedWithTruth, span, "a condition needs no comparison with true or false", Fix.Write(Fix.Show(fix)));
        return holds ? operand : new BoundNot(operand, span.Start, span.Length);
    }

    private BoundComparison? CompareTexts(
        ComparisonOperator operation, BoundExpression left, BoundExpression right, ExpressionSyntax leftSyntax, ExpressionSyntax rightSyntax, SourceSpan span)
    {
        CheckQuotedAttribute(left, leftSyntax);
        CheckQuotedAttribute(right, rightSyntax);
        if (left is BoundText leftText && right is not BoundText)
        {
            left = leftText with { Type = right.Type };
            if (!CheckLiteral(leftText.Value, leftSyntax.Span, right, rightSyntax, operation))
            {
                return null;
            }
        }
        else if (right is BoundText rightText && left is not BoundText)
        {
            right = rightText with { Type = left.Type };
            if (!CheckLiteral(rightText.Value, rightSyntax.Span, left, leftSyntax, operation))
            {
                return null;
            }
        }

        return new BoundComparison(operation, left, right, span.Start, span.Length);
    }

    /// <summary>A text between colons, compared, was most likely meant as the attribute.</summary>
    private void CheckQuotedAttribute(BoundExpression bound, ExpressionSyntax syntax)
    {
        if (bound is BoundText { Value: [':', _, .., ':'] value } && value.IndexOf(' ', StringComparison.Ordinal) < 0 && value.Length <= 100)
        {
            _diagnostics.Warning(RuleDiagnosticCodes.QuotedAttribute, syntax.Span, "this is a text that looks like an attribute", $"write {value} without quotes");
        }
    }

    private bool CheckLiteral(string value, SourceSpan span, BoundExpression other, ExpressionSyntax otherSyntax, ComparisonOperator operation)
    {
        if (value.Length == 0)
        {
            string test = operation == ComparisonOperator.Equal ? $"is_missing({Fix.Show(otherSyntax)})" : $"exists({Fix.Show(otherSyntax)})";
            _diagnostics.Warning(
                RuleDiagnosticCodes.EmptyTextForMissing, span, "an empty text is a value; an attribute that is missing is not equal to it, and not unequal either",
                $"{Fix.Write(test)} to ask whether it is there");
            return true;
        }

        return other.Type != BoundType.Country || CheckCountry(value, span);
    }

    private bool CheckCountry(string value, SourceSpan span)
    {
        if (CountryCodes.IsKnown(value))
        {
            return true;
        }

        string? meant = CountryCodes.Suggest(value);
        _diagnostics.Error(
            RuleDiagnosticCodes.UnknownCountry, span, $"{SyntaxPrinter.Quote(Shorten(value))} is not a country code of ISO 3166",
            meant is not null ? $"write '{meant}'" : "write a two-letter code, such as 'US'");
        return false;
    }

    private void ReportTypesDiffer(BoundExpression left, BoundExpression right, ExpressionSyntax leftSyntax, ExpressionSyntax rightSyntax, SourceSpan operatorSpan)
    {
        (BoundExpression literal, ExpressionSyntax literalSyntax, BoundExpression other, ExpressionSyntax otherSyntax) =
            left is BoundText or BoundNumber or BoundTruth ? (left, leftSyntax, right, rightSyntax) : (right, rightSyntax, left, leftSyntax);
        switch (literal)
        {
            case BoundText text when other.Type == BoundType.Number:
                _diagnostics.Error(
                    RuleDiagnosticCodes.TextForNumber, literalSyntax.Span, $"{DescribeShort(other)} is a number and is compared with a text",
                    IsNumber(text.Value) ? $"write {text.Value.Trim()} without quotes" : "compare it with a number");
                return;
            case BoundText text when other.Type == BoundType.Boolean:
                bool isFalse = text.Value.ToUpperInvariant() is "FALSE" or "NO" or "0" or "N" or "F";
                _diagnostics.Error(
                    RuleDiagnosticCodes.TypesDiffer, literalSyntax.Span, $"{DescribeShort(other)} is true or false and is compared with a text",
                    Fix.Write(Fix.Show(isFalse ? new NotSyntax(otherSyntax, otherSyntax.Span) : otherSyntax)));
                return;
            case BoundNumber number when other.Type == BoundType.Boolean:
                _diagnostics.Error(
                    RuleDiagnosticCodes.TypesDiffer, literalSyntax.Span, $"{DescribeShort(other)} is true or false and is compared with a number",
                    Fix.Write(Fix.Show(number.Value == 0 ? new NotSyntax(otherSyntax, otherSyntax.Span) : otherSyntax)));
                return;
            case BoundNumber when IsText(other.Type):
                _diagnostics.Error(
                    RuleDiagnosticCodes.NumberForText, literalSyntax.Span, $"{DescribeShort(other)} is {Name(other.Type)} and is compared with a number",
                    literalSyntax is NumberSyntax ? $"write {SyntaxPrinter.Quote(SourceOf(literalSyntax))}" : null);
                return;
            case BoundTruth truth when other is BoundAttribute { Definition.IsMetadata: true }:
                _diagnostics.Error(
                    RuleDiagnosticCodes.TypesDiffer, literalSyntax.Span, "metadata is text and is compared with true or false", $"write {Fix.Show(otherSyntax)} = '{(truth.Value ? "true" : "false")}'");
                return;
        }

        string? fix = left.Type == BoundType.Timestamp || right.Type == BoundType.Timestamp
            ? $"compare an age: 'age({Fix.Show(left.Type == BoundType.Timestamp ? leftSyntax : rightSyntax)}) < 7d'; hours and weekdays by 'hour(…)' and 'weekday(…)'"
            : null;
        _diagnostics.Error(RuleDiagnosticCodes.TypesDiffer, operatorSpan, $"{Name(left.Type)} is compared with {Name(right.Type)}", fix);
    }

    private void CheckBounds(ComparisonOperator operation, BoundExpression left, BoundExpression right, SourceSpan span)
    {
        if (left is BoundNumber constant && right is BoundAttribute attribute)
        {
            CheckBounds(Mirror(operation), attribute, constant.Value, span);
        }
        else if (left is BoundAttribute leftAttribute && right is BoundNumber rightConstant)
        {
            CheckBounds(operation, leftAttribute, rightConstant.Value, span);
        }
    }

    private void CheckBounds(ComparisonOperator operation, BoundAttribute attribute, double value, SourceSpan span)
    {
        double least = attribute.Definition.Minimum ?? double.NegativeInfinity;
        double most = attribute.Definition.Maximum ?? double.PositiveInfinity;
        (bool never, bool always) = operation switch
        {
            ComparisonOperator.Greater => (value >= most, value < least),
            ComparisonOperator.GreaterOrEqual => (value > most, value <= least && value < most),
            ComparisonOperator.Less => (value <= least, value > most),
            ComparisonOperator.LessOrEqual => (value < least, value >= most && value > least),
            ComparisonOperator.Equal => (value < least || value > most, false),
            _ => (false, value < least || value > most),
        };

        // A counter compared with the end it can reach ('>= 0') is how people ask whether it is there at all.
        bool isBeyond = value < least || value > most || (operation == ComparisonOperator.Greater && never) || (operation == ComparisonOperator.Less && never);
        if (isBeyond && (never || always))
        {
            string range = double.IsNegativeInfinity(least) ? $"never goes beyond {SyntaxPrinter.Number(most)}"
                : double.IsPositiveInfinity(most) ? $"never goes below {SyntaxPrinter.Number(least)}"
                : $"lies between {SyntaxPrinter.Number(least)} and {SyntaxPrinter.Number(most)}";
            _diagnostics.Warning(
                RuleDiagnosticCodes.BeyondBounds, span, $"{DescribeShort(attribute)} {range}, so this is {(never ? "never" : "always")} true",
                never ? "compare with a value it can have" : "leave the comparison out, or compare with a value it can have");
        }
    }

    private static ComparisonOperator Mirror(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => operation,
    };

    private BoundExpression? BindTextMatch(TextMatchSyntax syntax)
    {
        BoundExpression? operand = Bind(syntax.Operand);
        if (operand is null)
        {
            return null;
        }

        string name = SyntaxPrinter.Spell(syntax.Operator);
        if (!IsText(operand.Type))
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.TextOperatorOnNonText, syntax.Operand.Span, $"'{name}' needs a text on its left; {DescribeShort(operand)} is {Name(operand.Type)}",
                operand.Type == BoundType.Number ? "write a comparison, such as '= 5' or 'between 1 and 5'" : null);
            return null;
        }

        string pattern = syntax.Pattern.Value;
        Regex? regex = null;
        if (syntax.Operator == TextMatchOperator.Matches)
        {
            regex = PatternCompiler.Compile(pattern, ignoreCase: operand.Type != BoundType.Token, out string? problem);
            if (regex is null)
            {
                _diagnostics.Error(RuleDiagnosticCodes.InvalidPattern, syntax.Pattern.Span, $"this regular expression can't be used: {problem}");
                return null;
            }
        }
        else
        {
            CheckPattern(syntax, pattern, name);
        }

        var match = new BoundTextMatch(syntax.Operator, operand, pattern, regex, syntax.Span.Start, syntax.Span.Length);
        return syntax.IsNegated ? new BoundNot(match, syntax.Span.Start, syntax.Span.Length) : match;
    }

    private void CheckPattern(TextMatchSyntax syntax, string pattern, string name)
    {
        if (pattern.Length == 0)
        {
            _diagnostics.Warning(RuleDiagnosticCodes.SuspiciousPattern, syntax.Pattern.Span, $"every text {(name == "like" ? "that is empty" : "")} passes '{name} '''".Replace("  ", " ", StringComparison.Ordinal), "write the text to look for");
        }
        else if (syntax.Operator == TextMatchOperator.Like && !pattern.Contains('%', StringComparison.Ordinal))
        {
            _diagnostics.Warning(
                RuleDiagnosticCodes.SuspiciousPattern, syntax.Pattern.Span, "this pattern has no wildcard, so only the same text passes",
                pattern.Contains('*', StringComparison.Ordinal) ? $"the wildcard is '%': write {SyntaxPrinter.Quote(pattern.Replace('*', '%'))}" : $"write '=', or a wildcard: {SyntaxPrinter.Quote($"%{pattern}%")}");
        }
        else if (syntax.Operator != TextMatchOperator.Like && pattern.Length > 1 && (pattern[0] == '%' || pattern[^1] == '%'))
        {
            _diagnostics.Warning(
                RuleDiagnosticCodes.SuspiciousPattern, syntax.Pattern.Span, $"'{name}' has no wildcards and looks for a '%'", $"write {SyntaxPrinter.Quote(pattern.Trim('%'))}, or 'like'");
        }
    }

    private string SourceOf(ExpressionSyntax syntax) =>
        syntax.Span.Start < 0 ? syntax.ToString() : _source.Text.Substring(syntax.Span.Start, syntax.Span.Length);

    private static string DescribeShort(BoundExpression bound) => bound switch
    {
        BoundAttribute attribute => SyntaxPrinter.Attribute(MetadataName.KeyOf(attribute.Definition.Name), attribute.Definition.IsMetadata),
        BoundCall call => $"'{call.Function.Name}(…)'",
        _ => "this",
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");
}
