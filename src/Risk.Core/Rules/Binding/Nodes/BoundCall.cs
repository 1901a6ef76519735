using Risk.Rules.Functions;

namespace Risk.Rules.Binding;

/// <summary>A call of a function, <c>is_missing</c>, <c>exists</c>, <c>coalesce</c>, <c>any_of</c> and <c>count_of</c> included. Window functions are bound as a computed <see cref="BoundAttribute"/>.</summary>
internal sealed record BoundCall(RuleFunction Function, BoundExpression[] Arguments, BoundType Type, int Start, int Length)
    : BoundExpression(Type, Start, Length);
