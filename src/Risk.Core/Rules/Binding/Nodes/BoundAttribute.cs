using Risk.Events;

namespace Risk.Rules.Binding;

/// <summary>
/// An attribute of the event or a computed column (window, model output, rule points). As a condition of its own it is
/// true when the boolean is true. A metadata attribute compared with a number has type Number.
/// </summary>
internal sealed record BoundAttribute(int Position, AttributeDefinition Definition, BoundType Type, int Start, int Length)
    : BoundExpression(Type, Start, Length);
