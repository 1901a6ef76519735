using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Risk.Onnx.Internals;

/// <summary>
/// Tensors for a fixed number of rows, bound once to the session's inputs and outputs: a call fills the inputs, runs, and reads the outputs, and nothing is allocated.
/// One call at a time.
/// </summary>
internal sealed class OnnxTile : IDisposable
{
    private readonly InputSlot[] _inputs;
    private readonly OutputSlot[] _scores;
    private readonly OutputSlot? _label;
    private readonly PinnedTensor[] _inputTensors;
    private readonly PinnedTensor[] _scoreTensors;
    private readonly PinnedTensor? _labelTensor;
    private readonly OrtIoBinding _binding;
    private readonly int _featureCount;
    private readonly int _outputCount;

    public OnnxTile(InferenceSession session, OnnxLayout layout, int rows)
    {
        Rows = rows;
        _inputs = layout.Inputs;
        _scores = layout.Scores;
        _featureCount = layout.FeatureCount;
        _outputCount = layout.OutputCount;
        _label = layout.LabelIsText ? null : layout.Label;
        _inputTensors = [.. _inputs.Select(input => new PinnedTensor(input.Type, input.ShapeFor(rows)))];
        _scoreTensors = [.. _scores.Select(score => new PinnedTensor(score.Type, score.ShapeFor(rows)))];
        _binding = session.CreateIoBinding();
        for (int i = 0; i < _inputs.Length; i++)
        {
            _binding.BindInput(_inputs[i].Name, _inputTensors[i].Value);
        }

        for (int i = 0; i < _scores.Length; i++)
        {
            _binding.BindOutput(_scores[i].Name, _scoreTensors[i].Value);
        }

        // A label that is a score as well is bound already.
        int same = _label is null ? -1 : Array.FindIndex(_scores, score => score.Name == _label.Name);
        if (_label is not null)
        {
            _labelTensor = same >= 0 ? _scoreTensors[same] : new PinnedTensor(_label.Type, _label.ShapeFor(rows));
        }

        if (_label is not null && same < 0)
        {
            _binding.BindOutput(_label.Name, _labelTensor!.Value);
        }
    }

    /// <summary>How many rows a call takes.</summary>
    public int Rows { get; }

    /// <summary>The label of the first row, when it is a number.</summary>
    public long Label => _label!.Type == TensorElementType.Int32
        ? MemoryMarshal.Read<int>(_labelTensor!.Cells)
        : MemoryMarshal.Read<long>(_labelTensor!.Cells);

    /// <summary>The tensors of the inputs, filled by the last <see cref="Write"/>.</summary>
    public IEnumerable<OrtValue> InputValues => _inputTensors.Select(static tensor => tensor.Value);

    public void Run(InferenceSession session, RunOptions options) => session.RunWithBinding(options, _binding);

    /// <summary>Fills the inputs with rows; where fewer are given than the tile takes, the others keep what they held.</summary>
    public void Write<T>(ReadOnlySpan<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_inputs.Length == 1)
        {
            TensorCells.Write(rows, _inputTensors[0].Cells, _inputs[0].Type);
            return;
        }

        int count = rows.Length / _featureCount;
        for (int i = 0; i < _inputs.Length; i++)
        {
            InputSlot input = _inputs[i];
            Span<byte> cells = _inputTensors[i].Cells;
            int stride = input.Width * TensorCells.SizeOf(input.Type);
            for (int row = 0; row < count; row++)
            {
                TensorCells.Write(rows.Slice((row * _featureCount) + input.Offset, input.Width), cells.Slice(row * stride, stride), input.Type);
            }
        }
    }

    /// <summary>Reads the scores of as many rows as the outputs have room for.</summary>
    public void Read<T>(Span<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = outputs.Length / _outputCount;
        int position = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            OutputSlot score = _scores[i];
            ReadOnlySpan<byte> cells = _scoreTensors[i].Cells;
            int size = TensorCells.SizeOf(score.Type);
            for (int row = 0; row < count; row++)
            {
                int first = ((row * score.Width) + score.Start) * size;
                TensorCells.Read(cells.Slice(first, score.Count * size), outputs.Slice((row * _outputCount) + position, score.Count), score.Type);
            }

            position += score.Count;
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        Array.ForEach(_inputTensors, static tensor => tensor.Dispose());
        Array.ForEach(_scoreTensors, static tensor => tensor.Dispose());
        _labelTensor?.Dispose();
    }
}
