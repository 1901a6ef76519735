using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Risk.Onnx.Internals;

/// <summary>
/// Lays inputs over the row of features and finds the outputs that are scores and labels, by the same rules as the native reader. A trial run shows the shapes of outputs.
/// All problems are reported together.
/// </summary>
internal sealed partial class LayoutReader
{
    private readonly InferenceSession _session;
    private readonly ScoreMarks _marks;
    private readonly OnnxModelOptions _options;
    private readonly Problems _problems;
    private readonly Func<IRiskModel>? _readNatively;
    private readonly List<InputSlot> _inputs = [];
    private int _fixedRows;

    private LayoutReader(InferenceSession session, GraphScan scan, OnnxModelOptions options, Problems problems, Func<IRiskModel>? readNatively)
    {
        (_session, _marks, _options, _problems, _readNatively) = (session, new ScoreMarks(scan), options, problems, readNatively);
    }

    /// <summary>Reads the layout.</summary>
    /// <exception cref="RiskFormatException">The model can't be used for rows; every reason.</exception>
    public static OnnxLayout Read(InferenceSession session, GraphScan scan, OnnxModelOptions options, Problems problems, Func<IRiskModel>? readNatively) =>
        new LayoutReader(session, scan, options, problems, readNatively).Read();

    private OnnxLayout Read()
    {
        ReadInputs();
        CheckOptions();
        CheckPipeline();
        _problems.ThrowIfAny();
        int fixedRows = Math.Max(_fixedRows, 1);
        List<TrialOutput> outputs = Try(fixedRows, out bool takesAnyRows);
        _problems.ThrowIfAny();
        OnnxLayout layout = Sort(outputs) with
        {
            FixedRows = fixedRows,
            TakesAnyRows = takesAnyRows,
        };
        _problems.ThrowIfAny();
        return layout;
    }

    private void ReadInputs()
    {
        if (_session.InputNames.Count == 0)
        {
            _problems.Error(OnnxCodes.Input, "graph.input", "the graph has no input.");
        }

        int offset = 0;
        foreach (string name in _session.InputNames)
        {
            if (ReadInput(name, _session.InputMetadata[name], offset) is { } slot)
            {
                _inputs.Add(slot);
                offset += slot.Width;
            }
        }
    }

    private InputSlot? ReadInput(string name, NodeMetadata metadata, int offset)
    {
        string place = $"graph.input ({name})";
        if (!metadata.IsTensor || TensorCells.SizeOf(metadata.ElementDataType) == 0)
        {
            string kind = metadata.IsTensor ? $"{metadata.ElementDataType} elements" : metadata.OnnxValueType.ToString();
            _problems.Error(OnnxCodes.Input, place, $"the input '{name}' is of {kind}; rows of features are float, double, float16, int64, int32 or bool.", "encode texts in the feature pipeline before the model.");
            return null;
        }

        long[] shape = Array.ConvertAll(metadata.Dimensions, static size => (long)size);
        if (shape.Length == 0)
        {
            _problems.Error(OnnxCodes.Input, place, $"the input '{name}' is a single number without a dimension for rows.", "export the model with inputs of the shape [N, number of features].");
            return null;
        }

        // A list of several numbers without a dimension for rows is one row of features; any other list has one number a row.
        bool hasRows = shape.Length > 1 || shape[0] is < 0 or 1;
        if (hasRows)
        {
            Fix(shape[0], place);
            shape[0] = 1;
        }
        else
        {
            Fix(1, place);
        }

        if (!Close(name, place, shape, hasRows ? 1 : 0))
        {
            return null;
        }

        long width = 1;
        foreach (long size in shape.AsSpan(hasRows ? 1 : 0))
        {
            width *= size;
        }

        if (width is < 1 or > ushort.MaxValue)
        {
            _problems.Error(OnnxCodes.Input, place, string.Create(CultureInfo.InvariantCulture, $"the input '{name}' has {width} columns; 1 to {ushort.MaxValue} can be features."));
            return null;
        }

        return new InputSlot(name, metadata.ElementDataType, offset, (int)width, shape, hasRows);
    }

    /// <summary>Notes how many rows an input fixes; a negative number leaves it open.</summary>
    private void Fix(long rows, string place)
    {
        if (rows < 0)
        {
            return;
        }

        if (rows == 0 || (_fixedRows != 0 && _fixedRows != rows) || rows > ushort.MaxValue)
        {
            _problems.Error(OnnxCodes.Input, place, string.Create(CultureInfo.InvariantCulture, $"the number of rows is fixed to {rows} here and to {_fixedRows} before."));
        }

        _fixedRows = (int)Math.Clamp(rows, 1, ushort.MaxValue);
    }

    /// <summary>Finds the size of a dimension that the file leaves open.</summary>
    private bool Close(string name, string place, long[] shape, int first)
    {
        int open = Array.FindIndex(shape, first, static size => size < 0);
        if (open < 0)
        {
            return true;
        }

        long others = 1;
        for (int i = first; i < shape.Length; i++)
        {
            others *= i == open ? 1 : shape[i];
        }

        if (others > 0 && Columns(name) is { } columns && columns % others == 0)
        {
            shape[open] = columns / others;
            return true;
        }

        _problems.Error(
            OnnxCodes.Input,
            place,
            $"the file doesn't say how many columns the input '{name}' has: its shape is [{string.Join(", ", shape)}].",
            "export the model with the shape [None, number of features], or set OnnxModelOptions.InputColumns.");
        return false;
    }

    private int? Columns(string name)
    {
        if (_options.InputColumns.TryGetValue(name, out int columns))
        {
            return columns;
        }

        if (_session.InputNames.Count > 1)
        {
            return null;
        }

        if (_options.Pipeline is { } pipeline)
        {
            return pipeline.FeatureCount;
        }

        if (_options.TrialRow is { } row)
        {
            return row.Count;
        }

        try
        {
            // The native reader finds it from operators.
            return _readNatively?.Invoke().FeatureCount;
        }
        catch (RiskFormatException)
        {
            return null;
        }
    }

    private void CheckOptions()
    {
        foreach (string name in _options.InputColumns.Keys.Where(name => !_session.InputNames.Contains(name)))
        {
            _problems.Error(OnnxCodes.Option, "InputColumns", $"the model has no input '{name}'; it has {string.Join(", ", _session.InputNames)}.");
        }

        foreach (string? name in (string?[])[_options.ProbabilityOutput, _options.LabelOutput])
        {
            if (name is not null && !_session.OutputNames.Contains(name))
            {
                string option = name == _options.ProbabilityOutput ? nameof(OnnxModelOptions.ProbabilityOutput) : nameof(OnnxModelOptions.LabelOutput);
                _problems.Error(OnnxCodes.Option, option, $"the model has no output '{name}'; it has {string.Join(", ", _session.OutputNames)}.");
            }
        }

        int features = _inputs.Sum(static input => input.Width);
        if (_options.TrialRow is { } row && row.Count != features && !_problems.Any)
        {
            _problems.Error(OnnxCodes.Option, nameof(OnnxModelOptions.TrialRow), string.Create(CultureInfo.InvariantCulture, $"the trial row has {row.Count} features and the model takes {features}."));
        }
    }

    private void CheckPipeline()
    {
        if (_options.Pipeline is not { } pipeline)
        {
            return;
        }

        int features = _inputs.Sum(static input => input.Width);
        if (pipeline.FeatureCount != features && _inputs.Count == _session.InputNames.Count)
        {
            _problems.Error(
                OnnxCodes.Pipeline,
                "graph.input",
                string.Create(CultureInfo.InvariantCulture, $"the model takes {features} features and the pipeline makes {pipeline.FeatureCount}."),
                "ship the pipeline that the model was trained with.");
            return;
        }

        // Names are told only where every input is a feature of its own.
        if (_inputs.Count < 2 || !_inputs.TrueForAll(static input => input.Width == 1))
        {
            return;
        }

        for (int i = 0; i < _inputs.Count && i < pipeline.FeatureNames.Count; i++)
        {
            if (_inputs[i].Name != pipeline.FeatureNames[i])
            {
                _problems.Error(
                    OnnxCodes.Pipeline,
                    $"graph.input[{i}]",
                    $"the model takes '{_inputs[i].Name}' here, and the pipeline makes '{pipeline.FeatureNames[i]}'.",
                    "bring the pipeline's features in the order of the model's inputs.");
            }
        }
    }

    private IReadOnlyList<string> FeatureNames() => _inputs.Count < 2
        ? []
        : [.. _inputs.SelectMany(static input => Enumerable.Range(0, input.Width).Select(i => input.Width == 1 ? input.Name : string.Create(CultureInfo.InvariantCulture, $"{input.Name}[{i}]")))];
}
