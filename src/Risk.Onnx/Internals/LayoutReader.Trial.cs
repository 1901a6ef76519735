using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Risk.Onnx.Internals;

internal sealed partial class LayoutReader
{
    /// <summary>
    /// Runs the model once for one row (or as many as the file fixes) and, where that may be, once for two: the dimension that grows counts rows. Where none does, or the
    /// second run fails, the model takes one row a call.
    /// </summary>
    private List<TrialOutput> Try(int rows, out bool takesAnyRows)
    {
        takesAnyRows = false;
        string[] names = [.. _session.OutputNames.Where(IsTensor)];
        if (names.Length == 0)
        {
            _problems.Error(OnnxCodes.Output, "graph.output", "no output is a tensor.", "export the model without sequences and maps (zipmap=False).");
            return [];
        }

        (TensorElementType Type, long[] Shape)[]? first;
        try
        {
            first = Run(names, rows);
        }
        catch (OnnxRuntimeException failed)
        {
            first = DeclaredShapes(names, rows);
            if (first is null)
            {
                _problems.Error(
                    OnnxCodes.TrialRun,
                    "graph",
                    $"the shapes of the outputs are not known, and a trial run of the model fails: {failed.Message}",
                    "set OnnxModelOptions.TrialRow to a row of features that the model takes.");
                return [];
            }

            _problems.Warning(OnnxCodes.TrialRun, "graph", $"a trial run of the model fails: {failed.Message}", "set OnnxModelOptions.TrialRow to a row of features that the model takes.");
        }

        (TensorElementType Type, long[] Shape)[]? second = _fixedRows == 0 && rows == 1 ? TryTwo(names) : null;
        takesAnyRows = second is not null && names.Select((_, i) => RowAxis(first[i].Shape, second[i].Shape)).All(static axis => axis >= 0);
        var outputs = new List<TrialOutput>();
        for (int i = 0; i < names.Length; i++)
        {
            if (Output(names[i], first[i].Type, first[i].Shape, takesAnyRows ? RowAxis(first[i].Shape, second![i].Shape) : -1, rows) is { } output)
            {
                outputs.Add(output);
            }
        }

        return outputs;
    }

    private TrialOutput? Output(string name, TensorElementType type, long[] shape, int axis, int rows)
    {
        long elements = 1;
        foreach (long size in shape)
        {
            elements *= size;
        }

        if (elements % rows == 0 && elements / rows <= ushort.MaxValue)
        {
            return new TrialOutput(name, type, shape, axis, (int)(elements / rows));
        }

        _problems.Error(
            OnnxCodes.Output,
            $"graph.output ({name})",
            string.Create(CultureInfo.InvariantCulture, $"the output '{name}' has the shape [{string.Join(", ", shape)}] for {rows} rows, which is no number of scores a row."));
        return null;
    }

    private bool IsTensor(string name)
    {
        if (_session.OutputMetadata[name].IsTensor)
        {
            return true;
        }

        if (name == _options.ProbabilityOutput || name == _options.LabelOutput)
        {
            _problems.Error(OnnxCodes.Output, $"graph.output ({name})", $"the output '{name}' is {_session.OutputMetadata[name].OnnxValueType}; scores and labels are tensors.");
        }
        else
        {
            _problems.Warning(OnnxCodes.Output, $"graph.output ({name})", $"the output '{name}' is {_session.OutputMetadata[name].OnnxValueType} and is left out.");
        }

        return false;
    }

    private (TensorElementType Type, long[] Shape)[]? TryTwo(string[] names)
    {
        try
        {
            return Run(names, 2);
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
    }

    private (TensorElementType Type, long[] Shape)[] Run(string[] names, int rows)
    {
        float[] row = _options.TrialRow is { } given ? [.. given] : new float[_inputs.Sum(static input => input.Width)];
        var tensors = new List<PinnedTensor>();
        try
        {
            foreach (InputSlot input in _inputs)
            {
                var tensor = new PinnedTensor(input.Type, input.HasRows ? input.ShapeFor(rows) : input.Shape);
                tensors.Add(tensor);
                int stride = input.Width * TensorCells.SizeOf(input.Type);
                for (int i = 0; i < tensor.Cells.Length / stride; i++)
                {
                    TensorCells.Write<float>(row.AsSpan(input.Offset, input.Width), tensor.Cells.Slice(i * stride, stride), input.Type);
                }
            }

            using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using IDisposableReadOnlyCollection<OrtValue> values = _session.Run(
                options, [.. _inputs.Select(static input => input.Name)], [.. tensors.Select(static tensor => tensor.Value)], names);
            return [.. values.Select(static value => value.GetTensorTypeAndShape()).Select(static info => (info.ElementDataType, info.Shape))];
        }
        finally
        {
            tensors.ForEach(static tensor => tensor.Dispose());
        }
    }

    /// <summary>The shapes the file declares, when it leaves nothing open but the rows.</summary>
    private (TensorElementType Type, long[] Shape)[]? DeclaredShapes(string[] names, int rows)
    {
        var shapes = new (TensorElementType Type, long[] Shape)[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            NodeMetadata metadata = _session.OutputMetadata[names[i]];
            long[] shape = Array.ConvertAll(metadata.Dimensions, static size => (long)size);
            if (shape.Length == 0 || Array.FindIndex(shape, 1, static size => size < 0) >= 0)
            {
                return null;
            }

            shape[0] = shape[0] < 0 ? rows : shape[0];
            shapes[i] = (metadata.ElementDataType, shape);
        }

        return shapes;
    }

    /// <summary>The one dimension that is 1 for one row and 2 for two, with nothing but ones before it; -1 when there is none.</summary>
    private static int RowAxis(long[] one, long[] two)
    {
        if (one.Length != two.Length)
        {
            return -1;
        }

        int axis = -1;
        for (int i = 0; i < one.Length; i++)
        {
            if (one[i] == two[i])
            {
                continue;
            }

            if (axis >= 0 || one[i] != 1 || two[i] != 2 || one.AsSpan(0, i).ContainsAnyExcept(1L))
            {
                return -1;
            }

            axis = i;
        }

        return axis;
    }
}
