namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Finds how many columns an input has when the file doesn't say: from the first operator that takes a definite number,
/// reached from the input without changing the number.
/// </summary>
internal static class OnnxFeatureCount
{
    /// <summary>The number of columns; null when no operator tells.</summary>
    public static int? Find(OnnxGraph graph, string input)
    {
        HashSet<string> sameWidth = new(StringComparer.Ordinal) { input };
        Dictionary<string, OnnxTensor> constants = [];
        foreach (OnnxTensor tensor in graph.Initializers)
        {
            constants.TryAdd(tensor.Name, tensor);
        }

        foreach (OnnxNode node in graph.Nodes)
        {
            if (node.Inputs.Length == 0 || !sameWidth.Contains(node.Inputs[0]))
            {
                continue;
            }

            if (Columns(node, constants) is long columns and >= 1 and <= int.MaxValue)
            {
                return (int)columns;
            }

            if (node.Operator is "Identity" or "Cast" or "Imputer" or "Binarizer" or "Normalizer" or "Scaler" or "Dropout")
            {
                sameWidth.UnionWith(node.Outputs);
            }
        }

        return null;
    }

    private static long? Columns(OnnxNode node, Dictionary<string, OnnxTensor> constants)
    {
        switch (node.Operator)
        {
            case "TreeEnsembleClassifier" or "TreeEnsembleRegressor" or "TreeEnsemble":
                return Integers(node, "nodes_featureids") is { Length: > 0 } features ? Math.Max(features.Max(), 0) + 1 : null;
            case "Scaler":
                return Singles(node, "offset") is { Length: > 1 } offset ? offset.Length : null;
            case "Imputer":
                return Singles(node, "imputed_value_floats") is { Length: > 1 } imputed ? imputed.Length : null;
            case "LinearClassifier" when Singles(node, "intercepts") is { Length: > 0 } intercepts:
                return Singles(node, "coefficients") is { } weights ? weights.Length / intercepts.Length : null;
            case "LinearRegressor":
                long targets = Array.Find(node.Attributes, attribute => attribute.Name == "targets")?.Integer ?? 1;
                return targets > 0 && Singles(node, "coefficients") is { } coefficients ? coefficients.Length / targets : null;
            case "MatMul" or "Gemm" when node.Inputs.Length > 1 && constants.TryGetValue(node.Inputs[1], out OnnxTensor? matrix) && matrix.Shape.Length == 2:
                bool transposed = Array.Exists(node.Attributes, attribute => attribute is { Name: "transB", Integer: not 0 });
                return matrix.Shape[transposed ? 1 : 0];
            default:
                return null;
        }
    }

    private static long[]? Integers(OnnxNode node, string name) => Array.Find(node.Attributes, attribute => attribute.Name == name)?.Integers;

    private static float[]? Singles(OnnxNode node, string name) => Array.Find(node.Attributes, attribute => attribute.Name == name)?.Singles;
}
