namespace Risk.Models;

/// <summary>
/// A model that decides for a label by itself, such as an ONNX graph with a label output. The label is the graph's own, and not
/// always the class with the largest probability.
/// </summary>
public interface ILabelModel : IRiskModel
{
    /// <summary>Whether the model has a label at all.</summary>
    bool GivesLabels { get; }

    /// <summary>The label of one row.</summary>
    /// <param name="features">Exactly <see cref="IRiskModel.FeatureCount"/> values.</param>
    /// <returns>The label as the file has it; an integer label in decimal digits.</returns>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">The model gives no label.</exception>
    /// <remarks>Allocations: none when the label is one of <see cref="ModelInfo.Labels"/>, else the text of an integer. Thread safety: safe.</remarks>
    string PredictLabel(ReadOnlySpan<float> features);
}
