using System.Globalization;
using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

internal sealed partial class OnnxImporter
{
    /// <summary>The inputs that are no constants.</summary>
    private static IEnumerable<OnnxValueInfo> RealInputs(OnnxGraph graph)
    {
        HashSet<string> constants = [.. graph.Initializers.Select(tensor => tensor.Name)];
        return graph.Inputs.Where(input => !constants.Contains(input.Name));
    }

    private static bool HasOneRow(OnnxDocument document) =>
        RealInputs(document.Graph).All(input => input.Shape is [{ Size: 1 }, ..]);

    private void ReadConstants()
    {
        for (int i = 0; i < _document.Graph.Initializers.Length; i++)
        {
            OnnxTensor tensor = _document.Graph.Initializers[i];
            string place = string.Create(CultureInfo.InvariantCulture, $"graph.initializer[{i}]");
            try
            {
                Define(tensor.Name, OnnxConversions.Constant(tensor.Name, tensor, _import.Builder.Texts), place);
            }
            catch (GraphException problem)
            {
                // Only a problem for the operators that read it.
                _failed.Add(tensor.Name);
                _problems.Error(OnnxCodes.Tensor, place, $"the constant '{tensor.Name}' can't be used: {problem.Message}", OnnxCodes.UseRuntime);
            }
        }
    }

    /// <summary>Lays the inputs side by side over the row of features, in the order of the file.</summary>
    private void ReadInputs()
    {
        OnnxValueInfo[] inputs = [.. RealInputs(_document.Graph)];
        if (inputs.Length == 0)
        {
            _problems.Error(OnnxCodes.Input, "graph.input", "the graph has no input.");
        }

        _takesDoubles = inputs.Length > 0 && inputs.All(input => input.Type == OnnxDataType.Double);
        foreach (OnnxValueInfo input in inputs)
        {
            ReadInput(input, inputs.Length > 1);
        }
    }

    private void ReadInput(OnnxValueInfo input, bool named)
    {
        string place = $"graph.input ({input.Name})";
        if (input.Container is not null || OnnxConversions.Element(input.Type) is not { } type || type == ElementType.Text)
        {
            string kind = input.Container ?? (input.Type == OnnxDataType.Text ? "strings" : input.Type.ToString());
            _problems.Error(
                OnnxCodes.Input,
                place,
                $"the input '{input.Name}' is of {kind}; rows of features are numbers.",
                "encode texts in the feature pipeline before the model, or " + OnnxCodes.UseRuntime);
            return;
        }

        if (input.Shape is not { Length: 1 or 2 } and not null)
        {
            _problems.Error(
                OnnxCodes.Input,
                place,
                $"the input '{input.Name}' has the shape [{string.Join(", ", input.Shape!)}]; a row of features is [N, F].",
                OnnxCodes.UseRuntime);
            return;
        }

        if (Width(input, place) is not { } width)
        {
            return;
        }

        if (_featureCount + width > TreeEnsembleDefinition.MaximumFeatures)
        {
            _problems.Error(
                OnnxCodes.TooLarge, place, string.Create(CultureInfo.InvariantCulture, $"the inputs have more than {TreeEnsembleDefinition.MaximumFeatures} columns together."));
            return;
        }

        GraphShape shape = input.Shape?.Length == 1 ? GraphShape.Rows() : GraphShape.Rows(width);
        GraphValue features = GraphBuilder.Features(input.Name, shape, _featureCount);
        GraphValue value = features;
        if (type != ElementType.Single)
        {
            value = GraphBuilder.Computed(input.Name, type, shape);
            _import.Builder.Add(OnnxConversions.Cast(features, value));
        }

        Define(input.Name, value, place);
        _featureCount += width;
        for (int i = 0; i < width && named; i++)
        {
            _featureNames.Add(width == 1 ? input.Name : string.Create(CultureInfo.InvariantCulture, $"{input.Name}[{i}]"));
        }
    }

    /// <summary>The number of columns; when the file leaves it open, what the operators that read the input take.</summary>
    private int? Width(OnnxValueInfo input, string place)
    {
        if (input.Shape is [_])
        {
            return 1;
        }

        if (input.Shape is [_, { Size: long size }])
        {
            return (int)Math.Min(size, TreeEnsembleDefinition.MaximumFeatures + 1);
        }

        if (OnnxFeatureCount.Find(_document.Graph, input.Name) is not { } found)
        {
            _problems.Error(
                OnnxCodes.Input,
                place,
                $"the file doesn't say how many columns the input '{input.Name}' has, and no operator tells.",
                "export the model with the shape [None, number of features].");
            return null;
        }

        _problems.Warning(
            OnnxCodes.Quirk,
            place,
            string.Create(CultureInfo.InvariantCulture, $"the file doesn't say how many columns the input '{input.Name}' has; its operators use {found}."));
        return found;
    }

    private void Define(string name, GraphValue value, string place)
    {
        if (!_values.TryAdd(name, value))
        {
            _problems.Error(OnnxCodes.Wiring, place, $"there are two values of the name '{name}'.");
        }
    }
}
