using Microsoft.ML.OnnxRuntime.Tensors;
using Risk.Models;

namespace Risk.Onnx.Internals;

internal sealed partial class LayoutReader
{
    /// <summary>
    /// Sorts outputs: probabilities, when one output holds them, are the model's outputs (of two classes the second alone); else all that are floats, side by side.
    /// A single integer or text for a row is its label.
    /// </summary>
    private OnnxLayout Sort(List<TrialOutput> outputs)
    {
        List<TrialOutput> scores = [];
        TrialOutput? label = null;
        foreach (TrialOutput output in outputs)
        {
            bool isFloat = output.Type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16;
            if (output.Name == _options.LabelOutput)
            {
                label = IsLabel(output) ? output : label;
            }
            else if (isFloat || output.Name == _options.ProbabilityOutput)
            {
                scores.Add(output);
            }
            else if (IsLabel(output))
            {
                label = _options.LabelOutput is null ? label ?? output : label;
            }
            else if (TensorCells.SizeOf(output.Type) > 0)
            {
                scores.Add(output);
            }
        }

        CheckChosen(scores, label);
        TrialOutput? probability = _options.ProbabilityOutput is { } chosen
            ? scores.Find(score => score.Name == chosen)
            : scores.Find(score => score.Width > 0 && IsProbability(score.Name));
        return probability is not null ? Probabilities(probability, label) : Plain(scores, label);
    }

    private OnnxLayout Probabilities(TrialOutput probability, TrialOutput? label)
    {
        ScoreMark mark = _marks.Of(probability.Name);
        IReadOnlyList<string> labels = mark.Labels.Count > 0 ? mark.Labels : label is null ? [] : _marks.Of(label.Name).Labels;
        bool pair = probability.Width == 2 && !mark.IsIndependent;
        return new OnnxLayout
        {
            Inputs = [.. _inputs],
            Scores = [pair ? probability.ToSlot(1, 1) : probability.ToSlot(0, probability.Width)],
            Label = label?.ToSlot(0, 1),
            Task = probability.Width == 1 || pair ? ModelTask.BinaryClassification : ModelTask.MulticlassClassification,
            Labels = labels,
            FeatureNames = FeatureNames(),
        };
    }

    private OnnxLayout Plain(List<TrialOutput> scores, TrialOutput? label)
    {
        OutputSlot[] slots = [.. scores.Where(static score => score.Width > 0).Select(static score => score.ToSlot(0, score.Width))];
        bool onlyLabel = slots.Length == 0 && label is not null && TensorCells.SizeOf(label.Type) > 0;
        if (slots.Length == 0 && !onlyLabel)
        {
            _problems.Error(OnnxCodes.Output, "graph.output", "no output holds numbers.", "export the model with its probabilities or scores.");
        }

        return new OnnxLayout
        {
            Inputs = [.. _inputs],
            Scores = onlyLabel ? [label!.ToSlot(0, 1)] : slots,
            Label = label?.ToSlot(0, 1),
            Task = onlyLabel ? ModelTask.ClassLabel : ModelTask.Regression,
            Labels = onlyLabel || label is null ? [] : _marks.Of(label.Name).Labels,
            FeatureNames = FeatureNames(),
        };
    }

    private void CheckChosen(List<TrialOutput> scores, TrialOutput? label)
    {
        if (_options.ProbabilityOutput is { } chosen && scores.Find(score => score.Name == chosen) is not { Width: > 0 })
        {
            _problems.Error(OnnxCodes.Output, $"graph.output ({chosen})", $"the output '{chosen}' holds no numbers that could be probabilities.");
        }

        if (_options.LabelOutput is { } wanted && label?.Name != wanted)
        {
            _problems.Error(OnnxCodes.Output, $"graph.output ({wanted})", $"the output '{wanted}' is no label: a label is one integer or text a row.");
        }
    }

    private bool IsProbability(string output) => _marks.Of(output).IsScore || output.Contains("probab", StringComparison.OrdinalIgnoreCase);

    private static bool IsLabel(TrialOutput output) =>
        output is { Width: 1, Type: TensorElementType.Int64 or TensorElementType.Int32 or TensorElementType.String };
}
