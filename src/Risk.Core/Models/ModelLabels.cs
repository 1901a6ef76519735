using System.Buffers;
using System.Globalization;

namespace Risk.Models;

/// <summary>The label a classifier decides for: the framework's own decision, for files that carry one.</summary>
public static class ModelLabels
{
    private const int StackMargins = 64;

    /// <summary>Whether the model decides for labels.</summary>
    public static bool AreGivenBy(IRiskModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model is ILabelModel { GivesLabels: true } || (model is IMarginModel && model.Info.LabelRule != LabelRule.None) || model.Info.Task == ModelTask.ClassLabel;
    }

    /// <summary>The label of one row; null when the model gives none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">One row.</param>
    /// <returns>One of <see cref="ModelInfo.Labels"/>, or the number of a class that has no name there.</returns>
    /// <remarks>Allocations: the text of a class without a name. Thread safety: safe.</remarks>
    public static string? Predict(IRiskModel model, ReadOnlySpan<float> features)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model is ILabelModel { GivesLabels: true } labels)
        {
            return labels.PredictLabel(features);
        }

        if (model is IMarginModel margins && model.Info.LabelRule != LabelRule.None)
        {
            return Name(model.Info, ByRule(margins, features));
        }

        return model.Info.Task == ModelTask.ClassLabel ? Name(model.Info, ByOutput(model, features)) : null;
    }

    private static int ByRule(IMarginModel model, ReadOnlySpan<float> features)
    {
        double[]? rented = null;
        Span<double> margins = model.MarginCount <= StackMargins
            ? stackalloc double[StackMargins]
            : (rented = ArrayPool<double>.Shared.Rent(model.MarginCount));
        margins = margins[..model.MarginCount];
        model.PredictMargin(features, margins);
        int position = model.Info.LabelRule switch
        {
            LabelRule.MarginAboveZero => margins[0] > 0 ? 1 : 0,
            LabelRule.MarginAboveHalf => margins[0] > 0.5 ? 1 : 0,
            _ => Largest(margins),
        };
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }

        return position;
    }

    private static int ByOutput(IRiskModel model, ReadOnlySpan<float> features)
    {
        Span<float> output = stackalloc float[1];
        model.Predict(features, output);
        return (int)output[0];
    }

    private static int Largest(ReadOnlySpan<double> margins)
    {
        int best = 0;
        for (int i = 1; i < margins.Length; i++)
        {
            best = margins[i] > margins[best] ? i : best;
        }

        return best;
    }

    private static string Name(ModelInfo info, int position) =>
        (uint)position < (uint)info.Labels.Count ? info.Labels[position] : position.ToString(CultureInfo.InvariantCulture);
}
