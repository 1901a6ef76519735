namespace Risk.Onnx.Internals;

/// <summary>What the operators of a file say of its values: which hold scores of classes, or probabilities each on its own, and how classes are called.</summary>
internal sealed class ScoreMarks
{
    private readonly Dictionary<string, ScoreMark> _marks = new(StringComparer.Ordinal);

    /// <summary>Follows the operators from inputs to outputs.</summary>
    public ScoreMarks(GraphScan scan)
    {
        foreach (GraphNode node in scan.Nodes)
        {
            Follow(node);
        }
    }

    /// <summary>What is known of a value.</summary>
    public ScoreMark Of(string value) => _marks.GetValueOrDefault(value) ?? ScoreMark.Plain;

    private void Follow(GraphNode node)
    {
        if (node.Outputs.Count == 0 || node.Inputs.Count == 0)
        {
            return;
        }

        switch (node.Operator)
        {
            case "Softmax":
                _marks[node.Outputs[0]] = new ScoreMark(IsScore: true, IsIndependent: false, []);
                break;
            case "Sigmoid":
                _marks[node.Outputs[0]] = new ScoreMark(IsScore: true, IsIndependent: true, []);
                break;
            case "TreeEnsembleClassifier" or "LinearClassifier" or "SVMClassifier" when node.Outputs.Count > 1:
                _marks[node.Outputs[0]] = new ScoreMark(IsScore: false, IsIndependent: false, node.Labels);
                _marks[node.Outputs[1]] = new ScoreMark(IsScore: true, IsIndependent: false, node.Labels);
                break;
            case "ZipMap":
                ScoreMark scores = Of(node.Inputs[0]);
                _marks[node.Outputs[0]] = new ScoreMark(IsScore: true, scores.IsIndependent, node.Labels);
                break;
            case "Identity" or "Cast" or "Dropout" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Transpose" or "Expand" or "Slice" or "Gather"
                or "ArrayFeatureExtractor" or "Normalizer":
                _marks[node.Outputs[0]] = Of(node.Inputs[0]);
                break;
            default:
                break;
        }
    }
}
