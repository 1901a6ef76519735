namespace Risk.Onnx.Internals;

/// <summary>What operators say of a value.</summary>
/// <param name="IsScore">It holds probabilities or scores of classes.</param>
/// <param name="IsIndependent">Each element is a probability on its own, as behind a sigmoid; otherwise one of the classes holds.</param>
/// <param name="Labels">The names of the classes; empty when nobody said.</param>
internal sealed record ScoreMark(bool IsScore, bool IsIndependent, IReadOnlyList<string> Labels)
{
    public static ScoreMark Plain { get; } = new(IsScore: false, IsIndependent: false, []);
}
