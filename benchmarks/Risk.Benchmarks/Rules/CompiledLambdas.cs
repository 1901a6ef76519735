using System.Linq.Expressions;
using Risk.Rules.Binding;

namespace Risk.Benchmarks.Rules;

/// <summary>Rules as delegates compiled from System.Linq.Expressions, one a rule: what rule engines for .NET do. The same meaning as <see cref="HandWrittenRules"/>.</summary>
internal static class CompiledLambdas
{
    public static Delegate[] Compile(RuleWorkload workload, Type record) =>
        [.. workload.Rules.Bound.Rules.Select(rule =>
        {
            ParameterExpression e = Expression.Parameter(record);
            return Expression.Lambda(typeof(Func<,>).MakeGenericType(record, typeof(bool)), Write(e, rule.Condition, isTrue: true), e).Compile();
        })];

    private static Expression Write(Expression e, BoundExpression expression, bool isTrue)
    {
        switch (expression)
        {
            case BoundNot not:
                return Write(e, not.Operand, !isTrue);
            case BoundJunction junction:
                return junction.Operands.Select(operand => Write(e, operand, isTrue)).Aggregate(junction.IsAnd == isTrue ? Expression.AndAlso : Expression.OrElse);
            case BoundAttribute attribute:
                return Expression.Equal(Expression.Field(e, $"f{attribute.Position}"), Expression.Constant(isTrue, typeof(bool?)));
            case BoundCall { Function.Name: "is_missing" or "exists" } call:
                return Missing(Value(e, call.Arguments[0]), call.Function.Name == "is_missing" == isTrue);
            case BoundMembership { Set.Texts: { } texts } membership:
                Expression operand = Value(e, membership.Operand);
                Expression contains = Expression.Call(Expression.Constant(new HashSet<string>(texts, StringComparer.Ordinal)), nameof(HashSet<string>.Contains), null, operand);
                return Expression.AndAlso(Missing(operand, isMissing: false), isTrue ? contains : Expression.Not(contains));
            case BoundComparison comparison:
                return Write(e, comparison, isTrue);
            default:
                throw new NotSupportedException(expression.ToString());
        }
    }

    private static BinaryExpression Write(Expression e, BoundComparison comparison, bool isTrue)
    {
        Expression left = Value(e, comparison.Left);
        Expression right = Value(e, comparison.Right);
        bool wantsEqual = comparison.Operator == ComparisonOperator.Equal == isTrue;
        if (comparison.Left.Type != BoundType.Number)
        {
            Expression known = Expression.AndAlso(Missing(left, isMissing: false), Missing(right, isMissing: false));
            return Expression.AndAlso(known, wantsEqual ? Expression.Equal(left, right) : Expression.NotEqual(left, right));
        }

        return comparison.Operator switch
        {
            ComparisonOperator.Less => isTrue ? Expression.LessThan(left, right) : Expression.GreaterThanOrEqual(left, right),
            ComparisonOperator.LessOrEqual => isTrue ? Expression.LessThanOrEqual(left, right) : Expression.GreaterThan(left, right),
            ComparisonOperator.Greater => isTrue ? Expression.GreaterThan(left, right) : Expression.LessThanOrEqual(left, right),
            ComparisonOperator.GreaterOrEqual => isTrue ? Expression.GreaterThanOrEqual(left, right) : Expression.LessThan(left, right),
            _ => wantsEqual ? Expression.Equal(left, right) : Expression.OrElse(Expression.LessThan(left, right), Expression.GreaterThan(left, right)),
        };
    }

    private static Expression Missing(Expression value, bool isMissing)
    {
        Expression missing = value.Type == typeof(double)
            ? Expression.Call(typeof(double), nameof(double.IsNaN), null, value)
            : Expression.Equal(value, Expression.Constant(null, value.Type));
        return isMissing ? missing : Expression.Not(missing);
    }

    private static Expression Value(Expression e, BoundExpression expression) => expression switch
    {
        BoundAttribute attribute => Expression.Field(e, $"f{attribute.Position}"),
        BoundNumber number => Expression.Constant(number.Value),
        BoundText text => Expression.Constant(text.Value),
        _ => throw new NotSupportedException(expression.ToString()),
    };
}
