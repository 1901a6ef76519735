using System.Globalization;
using Risk.Internals;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk.Rules.Binding;

internal sealed partial class Binder
{
    private static readonly StringComparer WithoutCase = new FoldedComparer();

    private BoundExpression? BindMembership(MembershipSyntax syntax)
    {
        BoundExpression? operand = Bind(syntax.Operand);
        ListEntry? list = syntax.ListName is { } name ? FindList(name, syntax.ListSpan) : null;
        if (operand is null || (syntax.ListName is not null && list is null))
        {
            return null;
        }

        if (operand.Type is BoundType.Boolean or BoundType.Timestamp)
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.TypesDiffer, syntax.Operand.Span, $"'in' needs a text or a number on its left; {DescribeShort(operand)} is {Name(operand.Type)}",
                operand.Type == BoundType.Boolean ? $"write '{Fix.Show(syntax.Operand)}' or 'not {Fix.Show(syntax.Operand)}'" : null);
            return null;
        }

        if (IsMetadataText(operand) && HoldsNumbers(syntax, list))
        {
            operand = operand with { Type = BoundType.Number };
        }

        BoundSet? set = list is not null ? SetOf(list, operand, syntax.ListSpan) : SetOf(null, syntax.Items, operand);
        if (set is null || set.Count == 0)
        {
            return null;
        }

        var membership = new BoundMembership(operand, set, syntax.Span.Start, syntax.Span.Length);
        return syntax.IsNegated ? new BoundNot(membership, syntax.Span.Start, syntax.Span.Length) : membership;
    }

    private static bool HoldsNumbers(MembershipSyntax syntax, ListEntry? list)
    {
        SyntaxList<ExpressionSyntax> items = list?.Syntax?.Items ?? syntax.Items;
        return items.Count > 0 && items[0] is NumberSyntax or DurationSyntax;
    }

    private ListEntry? FindList(string name, SourceSpan span)
    {
        if (_lists.TryGetValue(name, out ListEntry? list))
        {
            list.IsUsed = true;
            return list.IsBroken ? null : list;
        }

        string? near = EditDistance.Nearest(name, [.. _lists.Keys]);
        _diagnostics.Error(
            RuleDiagnosticCodes.UnknownList, span, $"there is no list '@{name}'", near is not null ? $"did you mean '@{near}'?" : $"make it with list @{name} = ('…')");
        return null;
    }

    /// <summary>The values of a named list as what is looked up in them; made once for each type.</summary>
    private BoundSet? SetOf(ListEntry list, BoundExpression operand, SourceSpan use)
    {
        if (list.Sets.TryGetValue(operand.Type, out BoundSet? known))
        {
            return known;
        }

        BoundSet? set = list.Syntax is { File: null } syntax ? SetOf(list.Name, syntax.Items, operand) : SetOf(list, list.Lines!, operand, use);
        list.Sets.Add(operand.Type, set);
        return set;
    }

    private BoundSet? SetOf(string? name, SyntaxList<ExpressionSyntax> items, BoundExpression operand)
    {
        bool isGood = true;
        if (operand.Type == BoundType.Number)
        {
            var numbers = new List<double>(items.Count);
            foreach (ExpressionSyntax item in items.Span)
            {
                switch (item)
                {
                    case NumberSyntax number:
                        numbers.Add(number.Value);
                        break;
                    case DurationSyntax duration:
                        numbers.Add(duration.Seconds);
                        break;
                    case TextSyntax text:
                        isGood = false;
                        _diagnostics.Error(
                            RuleDiagnosticCodes.TextForNumber, text.Span, $"{DescribeShort(operand)} is a number and is compared with a text",
                            IsNumber(text.Value) ? $"write {text.Value.Trim()} without quotes" : "write numbers in the list");
                        break;
                    default:
                        isGood = false;
                        break;
                }
            }

            return isGood ? new BoundSet(name, null, [.. numbers.Distinct()]) : null;
        }

        var seen = new HashSet<string>(operand.Type == BoundType.Token ? StringComparer.Ordinal : WithoutCase);
        var texts = new List<string>(items.Count);
        foreach (ExpressionSyntax item in items.Span)
        {
            switch (item)
            {
                case TextSyntax text:
                    isGood &= operand.Type != BoundType.Country || CheckCountry(text.Value, text.Span);
                    if (seen.Add(text.Value))
                    {
                        texts.Add(text.Value);
                    }
                    else if (!_diagnostics.IsFull)
                    {
                        _diagnostics.Warning(
                            RuleDiagnosticCodes.DuplicateListItem, text.Span, $"{SyntaxPrinter.Quote(Shorten(text.Value))} is in this list already", "leave it out");
                    }

                    break;
                case NumberSyntax or DurationSyntax:
                    isGood = false;
                    _diagnostics.Error(
                        RuleDiagnosticCodes.NumberForText, item.Span, $"{DescribeShort(operand)} is {Name(operand.Type)} and is compared with a number",
                        $"write {SyntaxPrinter.Quote(SourceOf(item))}");
                    break;
                default:
                    isGood = false;
                    break;
            }
        }

        return isGood ? new BoundSet(name, [.. texts], null) : null;
    }

    private BoundSet? SetOf(ListEntry list, IReadOnlyList<string> lines, BoundExpression operand, SourceSpan use)
    {
        string where = list.Syntax?.File is { } file ? $"the file {SyntaxPrinter.Quote(file.Value)}" : $"the list '@{list.Name}'";
        if (lines.Count == 0)
        {
            _diagnostics.Warning(RuleDiagnosticCodes.EmptyList, use, $"{where} holds no values, so nothing is in it");
        }

        if (operand.Type == BoundType.Number)
        {
            var numbers = new List<double>(lines.Count);
            foreach (string line in lines)
            {
                if (!double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
                {
                    _diagnostics.Error(RuleDiagnosticCodes.TextForNumber, use, $"{where} holds {SyntaxPrinter.Quote(Shorten(line))}, and {DescribeShort(operand)} is a number");
                    return null;
                }

                numbers.Add(number);
            }

            return new BoundSet(list.Name, null, [.. numbers.Distinct()]);
        }

        if (operand.Type == BoundType.Country && lines.FirstOrDefault(static line => !CountryCodes.IsKnown(line)) is { } unknown)
        {
            _diagnostics.Error(RuleDiagnosticCodes.UnknownCountry, use, $"{where} holds {SyntaxPrinter.Quote(Shorten(unknown))}, which is not a country code of ISO 3166");
            return null;
        }

        return new BoundSet(list.Name, [.. lines.Distinct(operand.Type == BoundType.Token ? StringComparer.Ordinal : WithoutCase)], null);
    }

    /// <summary>Compares as attributes without case do.</summary>
    private sealed class FoldedComparer : StringComparer
    {
        public override int Compare(string? x, string? y) => string.CompareOrdinal(x, y);

        public override bool Equals(string? x, string? y) => x is null || y is null ? ReferenceEquals(x, y) : TextFold.Equals(x, y);

        public override int GetHashCode(string obj) => unchecked((int)TextHash.Folded(obj));
    }
}
