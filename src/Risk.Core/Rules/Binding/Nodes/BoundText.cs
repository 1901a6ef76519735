namespace Risk.Rules.Binding;

/// <summary>A text written in the source; its type follows what it is compared with.</summary>
internal sealed record BoundText(string Value, BoundType Type, int Start, int Length) : BoundExpression(Type, Start, Length);
