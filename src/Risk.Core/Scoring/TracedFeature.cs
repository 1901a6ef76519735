namespace Risk.Scoring;

/// <summary>A feature of the vector with what it added to the margin.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; NaN is missing.</param>
/// <param name="Contribution">What it added to the margin; NaN when the model can't be explained.</param>
public sealed record TracedFeature(string Name, float Value, double Contribution);
