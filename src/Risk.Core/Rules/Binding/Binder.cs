using System.Globalization;
using Risk.Events;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;
using Risk.Velocity;

namespace Risk.Rules.Binding;

/// <summary>
/// Checks a rules file against a schema: names become positions, types must agree, defines are written out, windows become
/// computed columns. Reports everything it finds; a part with a problem is left out, so that it draws no other.
/// </summary>
internal sealed partial class Binder
{
    private readonly SourceText _source;
    private readonly RuleDiagnosticBag _diagnostics;
    private readonly RuleSetOptions _options;
    private readonly EventSchema _schema;
    private readonly List<AttributeDefinition> _computed = [];
    private readonly Dictionary<string, int> _computedPositions = new(StringComparer.Ordinal);
    private readonly List<WindowDefinition> _windows = [];
    private readonly Dictionary<string, DefineEntry> _defines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListEntry> _lists = new(StringComparer.Ordinal);
    private int _listItems;
    private int _defineDepth;
    private long _totalSize;

    private Binder(SourceText source, EventSchema schema, RuleSetOptions options, RuleDiagnosticBag diagnostics)
    {
        _source = source;
        _schema = schema;
        _options = options;
        _diagnostics = diagnostics;
    }

    /// <summary>Checks a file. What it returns is only fit for use when no error was reported.</summary>
    public static BoundRuleSet Bind(RuleFileSyntax file, SourceText source, EventSchema schema, RuleSetOptions options, RuleDiagnosticBag diagnostics) =>
        new Binder(source, schema, options, diagnostics).BindFile(file);

    private BoundRuleSet BindFile(RuleFileSyntax file)
    {
        Declare(file);
        var rules = new List<BoundRule>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ItemSyntax item in file.Items.Span)
        {
            if (item is RuleSyntax { Label: { } label } labelled && !ids.TryAdd(label, labelled.HeadSpan.Start))
            {
                int line = ids[label] < 0 ? 0 : _source.LineAt(ids[label]);
                _diagnostics.Error(
                    RuleDiagnosticCodes.DuplicateLabel, labelled.HeadSpan,
                    line > 0 ? $"the label '{label}' names the rule of line {line} already" : $"the label '{label}' names another rule already",
                    $"write '{FreeLabel(label, ids)}:'");
            }
        }

        foreach (ItemSyntax item in file.Items.Span)
        {
            if (item is RuleSyntax rule && BindRule(rule, ids) is { } bound)
            {
                rules.Add(bound);
            }
        }

        BindUnusedDefines();
        ReportUnused();
        return new BoundRuleSet
        {
            Schema = _schema,
            Columns = _computed.Count == 0 ? _schema : _schema.With(_computed),
            Rules = rules,
            Windows = _windows,
            Selection = _options.Selection,
            Source = _source.Text,
        };
    }

    private BoundRule? BindRule(RuleSyntax rule, Dictionary<string, int> ids)
    {
        BoundExpression? condition = BindCondition(rule.Condition);
        (int height, long size) = MeasureOf(rule.Condition);
        if (!Fits(height, size, rule.Condition.Span) || !FitsInTotal(size, rule.Condition.Span))
        {
            return null;
        }

        BoundAttribute? key = rule.ShareKey is null ? null : BindShareKey(rule.ShareKey);
        if (condition is null || (rule.ShareKey is not null && key is null))
        {
            return null;
        }

        int line = rule.Span.Start < 0 ? 0 : _source.LineAt(rule.Span.Start);
        return new BoundRule
        {
            Id = rule.Label ?? NameOf(line, ids),
            Action = rule.Action,
            Points = rule.Points,
            Condition = condition,
            IsShadow = rule.IsShadow,
            Percentage = rule.Share is { } share ? share / 100.0 : 100,
            PercentageKey = key,
            ReasonText = rule.Because,
            ReasonCode = rule.Reason,
            Line = line,
            Start = rule.Span.Start,
            Length = rule.Span.Length,
        };
    }

    private bool FitsInTotal(long size, SourceSpan span)
    {
        bool fitted = _totalSize <= _options.Limits.TotalSize;
        _totalSize += size;
        if (fitted && _totalSize > _options.Limits.TotalSize)
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.ConditionTooLarge, span,
                string.Create(CultureInfo.InvariantCulture, $"with their defines written out the conditions up to here have more than {_options.Limits.TotalSize:N0} parts"),
                "split the file, or raise RuleLimits.TotalSize");
        }

        return _totalSize <= _options.Limits.TotalSize;
    }

    private static string NameOf(int line, Dictionary<string, int> ids)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"rule-{line}");
        if (!ids.TryAdd(id, SourceSpan.None.Start))
        {
            id = FreeLabel(id, ids);
            ids.Add(id, SourceSpan.None.Start);
        }

        return id;
    }

    private static string FreeLabel(string label, Dictionary<string, int> ids)
    {
        for (int number = 2; ; number++)
        {
            string free = string.Create(CultureInfo.InvariantCulture, $"{label}-{number}");
            if (!ids.ContainsKey(free))
            {
                return free;
            }
        }
    }

    private BoundAttribute? BindShareKey(AttributeSyntax syntax)
    {
        if (_defines.ContainsKey(syntax.Name) && !syntax.IsMetadata)
        {
            _diagnostics.Error(
                RuleDiagnosticCodes.WrongShare, syntax.Span, "a share is made of the values of an attribute, not of a define", "write 'by :card_fingerprint:'");
            return null;
        }

        return BindAttribute(syntax) as BoundAttribute;
    }
}
