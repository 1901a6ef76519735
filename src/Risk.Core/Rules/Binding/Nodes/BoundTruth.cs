namespace Risk.Rules.Binding;

/// <summary><c>true</c> or <c>false</c> written in the source.</summary>
internal sealed record BoundTruth(bool Value, int Start, int Length) : BoundExpression(BoundType.Boolean, Start, Length);
