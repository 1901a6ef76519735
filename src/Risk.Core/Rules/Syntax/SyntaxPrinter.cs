using System.Globalization;
using System.Text;
using Risk.Rules.Binding;

namespace Risk.Rules.Syntax;

/// <summary>
/// Prints canonical source: one spelling for everything that means the same, with no more parentheses than are needed.
/// Parsing what it prints gives an equal tree.
/// </summary>
internal static class SyntaxPrinter
{
    private const int OrLevel = 1;
    private const int AndLevel = 2;
    private const int NotLevel = 3;
    private const int PredicateLevel = 4;
    private const int SumLevel = 5;
    private const int ProductLevel = 6;
    private const int UnaryLevel = 7;
    private const int PrimaryLevel = 8;

    public static string Print(ExpressionSyntax expression)
    {
        var builder = new StringBuilder();
        Append(builder, expression, OrLevel);
        return builder.ToString();
    }

    public static string Print(ItemSyntax item)
    {
        var builder = new StringBuilder();
        Append(builder, item);
        return builder.ToString();
    }

    public static string Print(RuleFileSyntax file)
    {
        var builder = new StringBuilder();
        foreach (ItemSyntax item in file.Items.Span)
        {
            Append(builder, item);
            builder.Append('\n');
        }

        return builder.ToString();
    }

    /// <summary>A number as the language spells it; reading it gives the same double.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text in quotes.</summary>
    public static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>An attribute between its colons.</summary>
    public static string Attribute(string name, bool isMetadata) => isMetadata ? $"::{name}::" : $":{name}:";

    public static string Spell(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    public static string Spell(ArithmeticOperator arithmetic) => arithmetic switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "%",
    };

    public static string Spell(TextMatchOperator match) => match switch
    {
        TextMatchOperator.Includes => "includes",
        TextMatchOperator.Like => "like",
        TextMatchOperator.StartsWith => "starts_with",
        TextMatchOperator.EndsWith => "ends_with",
        _ => "matches",
    };

    public static string Spell(RuleAction action) => action switch
    {
        RuleAction.Challenge => "Request 3D Secure",
        _ => action.ToString(),
    };

    private static void Append(StringBuilder builder, ItemSyntax item)
    {
        switch (item)
        {
            case ListSyntax list:
                builder.Append("list @").Append(list.Name);
                if (list.File is { } file)
                {
                    builder.Append(" from ").Append(Quote(file.Value));
                }
                else
                {
                    builder.Append(" = ");
                    AppendItems(builder, list.Items);
                }

                break;
            case DefineSyntax define:
                Append(builder.Append("define "), define.Name, PrimaryLevel);
                Append(builder.Append(" = "), define.Value, OrLevel);
                break;
            case RuleSyntax rule:
                AppendRule(builder, rule);
                break;
        }
    }

    private static void AppendRule(StringBuilder builder, RuleSyntax rule)
    {
        if (rule.Label is not null)
        {
            builder.Append(rule.Label).Append(": ");
        }

        builder.Append(rule.IsShadow ? "shadow " : "").Append(Spell(rule.Action));
        if (rule.Action == RuleAction.Score)
        {
            builder.Append(rule.Points < 0 || double.IsNegative(rule.Points) ? " " : " +").Append(Number(rule.Points));
        }

        if (rule.Share is { } share)
        {
            builder.Append(CultureInfo.InvariantCulture, $" {share / 100m:0.##}% by ");
            Append(builder, rule.ShareKey!, PrimaryLevel);
        }

        Append(builder.Append(" if "), rule.Condition, OrLevel);
        if (rule.Because is not null)
        {
            builder.Append(" because ").Append(Quote(rule.Because));
        }

        if (rule.Reason is not null)
        {
            builder.Append(" reason ").Append(Quote(rule.Reason));
        }
    }

    private static void Append(StringBuilder builder, ExpressionSyntax expression, int least)
    {
        int level = LevelOf(expression);
        if (level < least)
        {
            builder.Append('(');
            AppendBare(builder, expression);
            builder.Append(')');
        }
        else
        {
            AppendBare(builder, expression);
        }
    }

    private static int LevelOf(ExpressionSyntax expression) => expression switch
    {
        JunctionSyntax junction => junction.IsAnd ? AndLevel : OrLevel,
        NotSyntax => NotLevel,
        ComparisonSyntax or MembershipSyntax or TextMatchSyntax or BetweenSyntax => PredicateLevel,
        ArithmeticSyntax arithmetic => arithmetic.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract ? SumLevel : ProductLevel,
        NegateSyntax => UnaryLevel,
        NumberSyntax number => double.IsNegative(number.Value) ? UnaryLevel : PrimaryLevel,
        _ => PrimaryLevel,
    };

    private static void AppendBare(StringBuilder builder, ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NumberSyntax number:
                builder.Append(Number(number.Value));
                break;
            case DurationSyntax duration:
                builder.Append(CultureInfo.InvariantCulture, $"{duration.Amount}{duration.Unit}");
                break;
            case TextSyntax text:
                builder.Append(Quote(text.Value));
                break;
            case TruthSyntax truth:
                builder.Append(truth.Value ? "true" : "false");
                break;
            case AttributeSyntax attribute:
                builder.Append(Attribute(attribute.Name, attribute.IsMetadata));
                break;
            case CallSyntax call:
                builder.Append(call.Name);
                AppendItems(builder, call.Arguments);
                break;
            case NegateSyntax negate:
                Append(builder.Append('-'), negate.Operand, PrimaryLevel);
                break;
            case ArithmeticSyntax arithmetic:
                AppendArithmetic(builder, arithmetic);
                break;
            case ComparisonSyntax comparison:
                Append(builder, comparison.Left, SumLevel);
                builder.Append(' ').Append(Spell(comparison.Operator)).Append(' ');
                Append(builder, comparison.Right, SumLevel);
                break;
            case MembershipSyntax membership:
                AppendMembership(builder, membership);
                break;
            case TextMatchSyntax match:
                Append(builder, match.Operand, SumLevel);
                builder.Append(match.IsNegated ? " not " : " ").Append(Spell(match.Operator)).Append(' ').Append(Quote(match.Pattern.Value));
                break;
            case BetweenSyntax between:
                Append(builder, between.Operand, SumLevel);
                Append(builder.Append(between.IsNegated ? " not between " : " between "), between.Low, SumLevel);
                Append(builder.Append(" and "), between.High, SumLevel);
                break;
            case NotSyntax not:
                Append(builder.Append("not "), not.Operand, not.Operand is NotSyntax ? NotLevel : PrimaryLevel);
                break;
            case JunctionSyntax junction:
                AppendJunction(builder, junction);
                break;
            case VerbatimSyntax verbatim:
                builder.Append(verbatim.Text);
                break;
            default:
                builder.Append("<error>");
                break;
        }
    }

    private static void AppendArithmetic(StringBuilder builder, ArithmeticSyntax arithmetic)
    {
        int level = LevelOf(arithmetic);
        Append(builder, arithmetic.Left, level);
        builder.Append(' ').Append(Spell(arithmetic.Operator)).Append(' ');
        Append(builder, arithmetic.Right, level + 1);
    }

    private static void AppendMembership(StringBuilder builder, MembershipSyntax membership)
    {
        Append(builder, membership.Operand, SumLevel);
        builder.Append(membership.IsNegated ? " not in " : " in ");
        if (membership.ListName is { } name)
        {
            builder.Append('@').Append(name);
        }
        else
        {
            AppendItems(builder, membership.Items);
        }
    }

    private static void AppendJunction(StringBuilder builder, JunctionSyntax junction)
    {
        string separator = "";
        foreach (ExpressionSyntax operand in junction.Operands.Span)
        {
            Append(builder.Append(separator), operand, junction.IsAnd ? NotLevel : AndLevel);
            separator = junction.IsAnd ? " and " : " or ";
        }
    }

    private static void AppendItems(StringBuilder builder, SyntaxList<ExpressionSyntax> items)
    {
        string separator = "(";
        foreach (ExpressionSyntax item in items.Span)
        {
            Append(builder.Append(separator), item, OrLevel);
            separator = ", ";
        }

        builder.Append(items.Count == 0 ? "()" : ")");
    }
}
