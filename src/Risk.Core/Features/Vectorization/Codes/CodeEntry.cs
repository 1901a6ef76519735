namespace Risk.Features.Vectorization;

/// <summary>What a code stands for: as a double, rounded to a feature, and the flags it sets.</summary>
internal readonly record struct CodeEntry(double Value, float Rounded, DecisionFlags Flags);
