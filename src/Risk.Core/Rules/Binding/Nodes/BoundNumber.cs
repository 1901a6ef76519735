namespace Risk.Rules.Binding;

/// <summary>A number or duration (in seconds) written in the source.</summary>
internal sealed record BoundNumber(double Value, int Start, int Length) : BoundExpression(BoundType.Number, Start, Length);
