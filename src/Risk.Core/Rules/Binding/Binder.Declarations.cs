using System.Globalization;
using System.Text;
using Risk.Internals;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk.Rules.Binding;

internal sealed partial class Binder
{
    private void Declare(RuleFileSyntax file)
    {
        if (_options.Lists is { } given)
        {
            foreach ((string name, IReadOnlyList<string> values) in given)
            {
                _lists[name] = new ListEntry(name, null) { Lines = values };
            }
        }

        foreach (ItemSyntax item in file.Items.Span)
        {
            switch (item)
            {
                case ListSyntax list:
                    Declare(list);
                    break;
                case DefineSyntax define:
                    Declare(define);
                    break;
            }
        }
    }

    private void Declare(ListSyntax list)
    {
        var entry = new ListEntry(list.Name, list) { IsBroken = list.IsBroken };
        if (_lists.TryGetValue(list.Name, out ListEntry? other) && other.Syntax is { } first)
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.DuplicateList, list.NameSpan, $"the list '@{list.Name}' is already made in line {_source.LineAt(first.Span.Start)}",
                "rename one, or put all values into one list");
            return;
        }

        if (list.File is { } file)
        {
            ReadFile(entry, file);
        }

        _lists[list.Name] = entry;
    }

    private void Declare(DefineSyntax define)
    {
        string name = define.Name.Name;
        if (_defines.TryGetValue(name, out DefineEntry? first))
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.DuplicateDefine, define.Name.Span, $"':{name}:' is already defined in line {_source.LineAt(first.Syntax.Span.Start)}", "rename one");
        }
        else if (_schema.IndexOf(name) >= 0 || IsModelOutput(name))
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.DefineHidesAttribute, define.Name.Span, $"':{name}:' is an attribute of the event already", $"write another name, such as ':my_{name}:'");
        }
        else
        {
            _defines.Add(name, new DefineEntry(define));
        }
    }

    private void ReadFile(ListEntry entry, TextSyntax file)
    {
        if (_options.OpenFile is not { } open)
        {
            entry.IsBroken = true;
            _diagnostics.Error(
                RuleDiagnosticCodes.FileUnreadable, file.Span, "a list file can't be read here: the rules have no folder of their own",
                "load the rules with RuleSet.Load, or set RuleSetOptions.OpenFile");
            return;
        }

        try
        {
            var lines = new List<string>();
            using var reader = new StreamReader(open(file.Value), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            while (reader.ReadLine() is { } line)
            {
                string value = line.Trim();
                if (value.Length == 0 || value[0] == '#')
                {
                    continue;
                }

                lines.Add(value);
                if (++_listItems > _options.Limits.ListItems)
                {
                    entry.IsBroken = true;
                    _diagnostics.Error(
                        RuleDiagnosticCodes.TooManyListItems,
                        file.Span,
                        string.Create(CultureInfo.InvariantCulture, $"with this file the lists have more than the {_options.Limits.ListItems:N0} items that are allowed"),
                        "shorten it, or raise RuleLimits.ListItems");
                    return;
                }
            }

            entry.Lines = lines;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            entry.IsBroken = true;
            string why = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => "it does not exist",
                DecoderFallbackException => "it is not UTF-8 text",
                UnauthorizedAccessException => "access to it is denied",
                _ => exception.Message,
            };
            _diagnostics.Error(RuleDiagnosticCodes.FileUnreadable, file.Span, $"the list file {SyntaxPrinter.Quote(file.Value)} can't be read: {why}", "its name is relative to the rules file");
        }
    }

    /// <summary>The bound form of a define, or null after a report.</summary>
    private BoundExpression? Expand(DefineEntry define, SourceSpan use)
    {
        define.IsUsed = true;
        if (define.IsDone)
        {
            return define.Bound;
        }

        if (define.IsBinding)
        {
            string name = define.Syntax.Name.Name;
            _diagnostics.Error(
                RuleDiagnosticCodes.DefineCycle, use, $"':{name}:' is defined by itself{CycleOf(define)}", "a define may only use attributes and other defines");
            return null;
        }

        if (_defineDepth >= _options.Limits.DeepestNesting)
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.NestedTooDeeply, use,
                string.Create(CultureInfo.InvariantCulture, $"defines use each other more than {_options.Limits.DeepestNesting} levels deep"), "write some of them out, or raise RuleLimits.Nesting");
            define.IsDone = true;
            return null;
        }

        define.IsBinding = true;
        _defineDepth++;
        BoundExpression? bound = Bind(define.Syntax.Value);
        _defineDepth--;
        define.IsBinding = false;
        define.IsDone = true;
        (define.Height, define.Size) = MeasureOf(define.Syntax.Value);
        define.Bound = bound is not null && Fits(define.Height, define.Size, define.Syntax.Value.Span) ? bound : null;
        return define.Bound;
    }

    private string CycleOf(DefineEntry define)
    {
        var names = _defines.Values.Where(static other => other.IsBinding).Select(static other => $":{other.Syntax.Name.Name}:").Take(6).ToList();
        return names.Count < 2 ? "" : $", by way of {string.Join(", ", names.Where(name => name != $":{define.Syntax.Name.Name}:"))}";
    }

    /// <summary>The height and size of a condition once its defines, all of them bound, are written out.</summary>
    private (int Height, long Size) MeasureOf(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case AttributeSyntax { IsMetadata: false } attribute:
                return _defines.TryGetValue(attribute.Name, out DefineEntry? define) ? (define.Height, define.Size) : (1, 1);
            case NotSyntax not:
                return Above(MeasureOf(not.Operand));
            case NegateSyntax negate:
                return Above(MeasureOf(negate.Operand));
            case ArithmeticSyntax arithmetic:
                return Above(MeasureOf(arithmetic.Left), MeasureOf(arithmetic.Right));
            case ComparisonSyntax comparison:
                return Above(MeasureOf(comparison.Left), MeasureOf(comparison.Right));
            case BetweenSyntax between:
                (int Height, long Size) operand = MeasureOf(between.Operand);
                return Above(Above(operand, MeasureOf(between.Low)), Above(operand, MeasureOf(between.High)));
            case MembershipSyntax membership:
                return Above(MeasureOf(membership.Operand));
            case TextMatchSyntax match:
                return Above(MeasureOf(match.Operand));
            case CallSyntax call:
                return MeasureOf(call.Arguments);
            case JunctionSyntax junction:
                return MeasureOf(junction.Operands);
            default:
                return (1, 1);
        }
    }

    private (int Height, long Size) MeasureOf(SyntaxList<ExpressionSyntax> children)
    {
        (int Height, long Size) total = (1, 1);
        foreach (ExpressionSyntax child in children.Span)
        {
            (int height, long size) = MeasureOf(child);
            total = (Math.Max(total.Height, height + 1), Math.Min(total.Size + size, long.MaxValue / 4));
        }

        return total;
    }

    private static (int Height, long Size) Above(params ReadOnlySpan<(int Height, long Size)> children)
    {
        (int Height, long Size) total = (1, 1);
        foreach ((int height, long size) in children)
        {
            total = (Math.Max(total.Height, height + 1), Math.Min(total.Size + size, long.MaxValue / 4));
        }

        return total;
    }

    private bool Fits(int height, long size, SourceSpan span)
    {
        if (height > _options.Limits.TallestTree)
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.NestedTooDeeply, span, "with its defines written out this condition is nested too deeply", "simplify it, or raise RuleLimits.Nesting");
            return false;
        }

        if (size > _options.Limits.ConditionSize)
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.ConditionTooLarge, span,
                string.Create(CultureInfo.InvariantCulture, $"with its defines written out this condition has more than {_options.Limits.ConditionSize:N0} parts"),
                "simplify it, or raise RuleLimits.ConditionSize");
            return false;
        }

        return true;
    }

    private void BindUnusedDefines()
    {
        foreach (DefineEntry define in _defines.Values)
        {
            if (!define.IsDone)
            {
                bool isUsed = define.IsUsed;
                Expand(define, define.Syntax.Span);
                define.IsUsed = isUsed;
            }
        }
    }

    private void ReportUnused()
    {
        // What a rule with an error names may well be what seems unused.
        if (_diagnostics.HasErrors)
        {
            return;
        }

        foreach (DefineEntry define in _defines.Values)
        {
            if (!define.IsUsed)
            {
                _diagnostics.Warning(RuleDiagnosticCodes.UnusedDefine, define.Syntax.Name.Span, $"':{define.Syntax.Name.Name}:' is used by no rule", "leave it out");
            }
        }

        foreach (ListEntry list in _lists.Values)
        {
            if (!list.IsUsed && list.Syntax is { } syntax)
            {
                _diagnostics.Warning(RuleDiagnosticCodes.UnusedList, syntax.NameSpan, $"'@{list.Name}' is used by no rule", "leave it out");
            }
        }
    }

    private bool IsModelOutput(string name)
    {
        if (name == Evaluation.RulePoints.ColumnName)
        {
            return true;
        }

        foreach (string output in _options.ModelOutputs)
        {
            if (output == name)
            {
                return true;
            }
        }

        return false;
    }

    private string? NearestAttribute(string name)
    {
        string[] candidates = [.. _schema.Attributes.Where(static a => !a.IsMetadata).Select(static a => a.Name), .. _defines.Keys, .. _options.ModelOutputs, Evaluation.RulePoints.ColumnName];
        return EditDistance.Nearest(name, candidates);
    }
}
