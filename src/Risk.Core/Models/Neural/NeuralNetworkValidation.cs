using System.Globalization;

namespace Risk.Models.Neural;

/// <summary>Finds what is wrong with a definition, all of it.</summary>
internal static class NeuralNetworkValidation
{
    public static void ThrowIfInvalid(NeuralNetworkDefinition definition)
    {
        List<string> problems = Check(definition);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(definition));
        }
    }

    /// <summary>Every problem, with the property it is about.</summary>
    public static List<string> Check(NeuralNetworkDefinition definition)
    {
        List<string> problems = [];
        if (definition.Layers.Count == 0)
        {
            problems.Add("Layers: a network needs at least one layer.");
            return problems;
        }

        for (int i = 0; i < definition.Layers.Count; i++)
        {
            CheckLayer(problems, definition, i);
        }

        int features = definition.Layers[0].InputCount;
        CheckInput(problems, nameof(definition.InputOffsets), definition.InputOffsets, features);
        CheckInput(problems, nameof(definition.InputFactors), definition.InputFactors, features);
        if (definition.FeatureNames.Count != 0 && definition.FeatureNames.Count != features)
        {
            problems.Add(Text($"FeatureNames: {definition.FeatureNames.Count} names for {features} features."));
        }

        return problems;
    }

    private static void CheckLayer(List<string> problems, NeuralNetworkDefinition definition, int position)
    {
        DenseLayerDefinition layer = definition.Layers[position];
        string name = Text($"Layers[{position}]");
        if (layer.OutputCount == 0 || layer.Weights.Count == 0 || layer.Weights.Count % layer.OutputCount != 0)
        {
            problems.Add(Text($"{name}: {layer.Weights.Count} weights can't be shared evenly by {layer.OutputCount} outputs."));
            return;
        }

        if (position > 0 && definition.Layers[position - 1].OutputCount != layer.InputCount)
        {
            problems.Add(Text($"{name}: takes {layer.InputCount} inputs, but the layer before has {definition.Layers[position - 1].OutputCount} outputs."));
        }

        if (!layer.Weights.All(float.IsFinite) || !layer.Biases.All(float.IsFinite) || !float.IsFinite(layer.Alpha))
        {
            problems.Add($"{name}: a weight, bias or alpha is not finite.");
        }

        if (!Enum.IsDefined(layer.Activation) || (layer.Activation == Activation.Softmax && position != definition.Layers.Count - 1))
        {
            problems.Add($"{name}: the activation {layer.Activation} is not possible here; softmax is for the last layer only.");
        }
    }

    private static void CheckInput(List<string> problems, string property, IReadOnlyList<float>? values, int features)
    {
        if (values is not null && (values.Count != features || !values.All(float.IsFinite)))
        {
            problems.Add(Text($"{property}: needs a finite number for each of the {features} features."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
