namespace Risk.Scoring;

/// <summary>What a model made of an event.</summary>
internal readonly record struct ModelResult(double Margin, double Probability, DecisionFlags Flags)
{
    public static ModelResult None => new(double.NaN, double.NaN, DecisionFlags.None);
}
