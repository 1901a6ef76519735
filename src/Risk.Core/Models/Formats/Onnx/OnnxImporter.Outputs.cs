using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

internal sealed partial class OnnxImporter
{
    /// <summary>
    /// Sorts the outputs: probabilities, when one output holds them, are the model's outputs (of two classes the second
    /// alone); else all that are floats, side by side. A single integer or text for a row is its label.
    /// </summary>
    private OnnxResults? ReadOutputs()
    {
        List<GraphValue> scores = [];
        GraphValue? label = null;
        foreach (OnnxValueInfo output in _document.Graph.Outputs)
        {
            if (!_values.TryGetValue(output.Name, out GraphValue? value))
            {
                _problems.Error(OnnxCodes.Output, $"graph.output ({output.Name})", $"nothing gives the output '{output.Name}'.");
            }
            else if (value.Shape.RowAxis < 0)
            {
                _problems.Error(OnnxCodes.Output, $"graph.output ({output.Name})", $"the output '{output.Name}' doesn't depend on the row.");
            }
            else if (value.Type is ElementType.Single or ElementType.Double)
            {
                scores.Add(value.As(output.Name, value.Shape));
            }
            else if (value.Length == 1 && value.Type != ElementType.Boolean)
            {
                label ??= value;
            }
            else if (value.Type != ElementType.Text)
            {
                scores.Add(value.As(output.Name, value.Shape));
            }
        }

        if (_problems.Any)
        {
            return null;
        }

        if (scores.Find(IsProbability) is { Length: > 0 } probability)
        {
            return Probabilities(probability, label);
        }

        GraphOutput[] plain = [.. scores.Where(score => score.Length > 0).Select(score => new GraphOutput(score, 0, score.Length))];
        if (plain.Length > 0)
        {
            return new OnnxResults(ModelTask.Regression, plain, label, label is null ? [] : _import.Scores.Labels(label) ?? []);
        }

        if (label is null || label.Type == ElementType.Text)
        {
            _problems.Error(OnnxCodes.Output, "graph.output", "no output holds numbers.", "export the model with its probabilities or scores.");
            return null;
        }

        return new OnnxResults(ModelTask.ClassLabel, [new GraphOutput(label, 0, 1)], label, []);
    }

    private OnnxResults Probabilities(GraphValue probability, GraphValue? label)
    {
        string[] labels = _import.Scores.Labels(probability) ?? (label is null ? null : _import.Scores.Labels(label)) ?? [];
        bool pair = probability.Length == 2 && _import.Scores.Kind(probability) != ScoreKind.Probabilities;
        ModelTask task = probability.Length == 1 || pair ? ModelTask.BinaryClassification : ModelTask.MulticlassClassification;
        GraphOutput output = pair ? new GraphOutput(probability, 1, 1) : new GraphOutput(probability, 0, probability.Length);
        return new OnnxResults(task, [output], label, labels);
    }

    private bool IsProbability(GraphValue value) =>
        _import.Scores.Kind(value) is ScoreKind.Classes or ScoreKind.Probabilities || value.Name.Contains("probab", StringComparison.OrdinalIgnoreCase);
}
