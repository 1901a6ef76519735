using System.Globalization;
using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;
using Risk.Rules.Selection;
using Risk.Rules.Syntax;

namespace Risk.Rules.Explanation;

/// <summary>Evaluates rules part by part, by the reference's meaning, and writes down what it sees.</summary>
internal static class RuleTracer
{
    private const int LongestValue = 200;

    public static RuleSetTrace Trace(RuleSet rules, ReferenceRuleProgram reference, RuleSelector selector, AttributeRow row, RuleOutcome outcome)
    {
        var traces = new RuleTrace[rules.Rules.Count];
        RulePointsReplay points = new(rules, row);
        for (int i = 0; i < traces.Length; i++)
        {
            BoundExpression condition = reference.ConditionOf(i);
            int mark = row.ScratchMark;
            RuleTracePart part = PartOf(condition, row);
            var missing = new List<string>();
            if (part.Truth == Truth.Unknown)
            {
                Collect(condition, row, missing);
            }

            row.ReleaseScratch(mark);
            bool isInShare = selector.Acts(i, row);
            traces[i] = new RuleTrace { Rule = rules.Rules[i], Condition = part, Missing = missing, IsInShare = isInShare };
            if (part.Truth == Truth.True && isInShare)
            {
                points.Add(rules.Rules[i], row);
            }
        }

        return new RuleSetTrace
        {
            Action = outcome.Action,
            Rule = outcome.Rule < 0 ? null : rules.Rules[outcome.Rule],
            ChallengeRequested = outcome.ChallengeRequested,
            Points = outcome.Points,
            Rules = traces,
        };
    }

    /// <summary>The trace of one condition.</summary>
    public static RuleTracePart PartOf(BoundExpression expression, AttributeRow row)
    {
        bool isCondition = expression.Type == BoundType.Boolean;
        return new RuleTracePart
        {
            Text = expression.ToString()!,
            Truth = isCondition ? RuleExpressions.Truth(expression, row) : null,
            Value = isCondition ? null : ValueOf(expression, row),
            Parts = [.. BoundReferences.Children(expression).Where(static child => child is not (BoundNumber or BoundText or BoundTruth)).Select(child => PartOf(child, row))],
            Start = expression.Start,
            Length = Math.Max(expression.Length, 0),
        };
    }

    /// <summary>Finds what made an unknown expression unknown.</summary>
    private static void Collect(BoundExpression expression, AttributeRow row, List<string> missing)
    {
        if (expression is BoundAttribute)
        {
            Add(missing, expression.ToString()!);
            return;
        }

        bool found = false;
        foreach (BoundExpression child in BoundReferences.Children(expression))
        {
            if (!RuleExpressions.IsKnown(child, row))
            {
                found = true;
                Collect(child, row, missing);
            }
        }

        if (!found)
        {
            Add(missing, expression.ToString()!);
        }
    }

    private static void Add(List<string> missing, string name)
    {
        if (!missing.Contains(name))
        {
            missing.Add(name);
        }
    }

    private static string? ValueOf(BoundExpression expression, AttributeRow row)
    {
        switch (expression.Type)
        {
            case BoundType.Number:
                double number = RuleExpressions.Number(expression, row);
                return double.IsNaN(number) ? null : SyntaxPrinter.Number(number);
            case BoundType.Timestamp:
                double time = RuleExpressions.Number(expression, row);
                return double.IsNaN(time) || Math.Abs(time) > 2e17 ? null : UnixTime.ToDateTimeOffset(time).ToString("O", CultureInfo.InvariantCulture);
            default:
                return RuleExpressions.TryText(expression, row, out ReadOnlySpan<char> text)
                    ? SyntaxPrinter.Quote(text.Length <= LongestValue ? text.ToString() : string.Concat(text[..LongestValue], "…"))
                    : null;
        }
    }
}
