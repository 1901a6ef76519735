using System.Globalization;
using System.Runtime.CompilerServices;

namespace Risk.Models.Graph;

/// <summary>
/// A model that is a graph of operators, run one row at a time in space that was planned when it was loaded. The way of
/// every graph that isn't one of the forms that have faster engines of their own.
/// </summary>
internal sealed class GraphModel : ILabelModel
{
    private const int MaximumStackBytes = 8 << 10;

    private readonly GraphOperator[] _operators;
    private readonly GraphOutput[] _outputs;
    private readonly GraphValue? _label;
    private readonly GraphTexts _texts;
    private readonly string[] _labels;
    private readonly int _scratchBytes;
    private readonly ScratchPool? _pool;

    /// <summary>Plans the graph.</summary>
    /// <param name="builder">The operators.</param>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="outputs">What the model gives.</param>
    /// <param name="label">The label, a single int64 or text; null without one.</param>
    /// <param name="info">The model's description; memory is filled in here.</param>
    /// <exception cref="GraphException">The graph needs too much space for a row.</exception>
    public GraphModel(GraphBuilder builder, int featureCount, GraphOutput[] outputs, GraphValue? label, ModelInfo info)
    {
        GraphValue[] results = [.. outputs.Select(output => output.Value), .. label is null ? Array.Empty<GraphValue>() : [label]];
        _operators = GraphPlan.Prune(builder.Operators, results);
        _scratchBytes = GraphPlan.Assign(_operators, results);
        foreach (GraphOperator step in _operators)
        {
            step.Prepare();
        }

        _outputs = outputs;
        _label = label;
        _texts = builder.Texts;
        _labels = [.. info.Labels];
        _pool = _scratchBytes > MaximumStackBytes ? new ScratchPool(_scratchBytes) : null;
        FeatureCount = featureCount;
        OutputCount = outputs.Sum(output => output.Count);
        Info = info with { MemoryBytes = ConstantBytes(_operators) + _scratchBytes };
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public int OutputCount { get; }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    public bool GivesLabels => _label is not null;

    /// <summary>The operators in the order they run.</summary>
    internal IReadOnlyList<GraphOperator> Operators => _operators;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        CheckLengths(features, outputs, 1);
        PredictRows(features, outputs);
    }

    /// <inheritdoc/>
    public void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        if (FeatureCount == 0 || rows.Length % FeatureCount != 0)
        {
            ThrowRows(rows.Length);
        }

        CheckLengths(rows, outputs, rows.Length / FeatureCount);
        PredictRows(rows, outputs);
    }

    /// <inheritdoc/>
    public string PredictLabel(ReadOnlySpan<float> features)
    {
        if (_label is null)
        {
            ThrowNoLabel();
        }

        if (features.Length != FeatureCount)
        {
            ThrowLengths(features.Length, OutputCount, 1);
        }

        return _pool is null ? LabelOnStack(features) : LabelInLease(features, _pool);
    }

    private void PredictRows(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        if (_pool is null)
        {
            PredictOnStack(rows, outputs);
            return;
        }

        byte[] scratch = _pool.Lease();
        Run(rows, outputs, scratch);
        _pool.Return(scratch);
    }

    [SkipLocalsInit]
    private void PredictOnStack(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        Span<byte> scratch = stackalloc byte[_scratchBytes];
        Run(rows, outputs, scratch);
    }

    [SkipLocalsInit]
    private string LabelOnStack(ReadOnlySpan<float> features)
    {
        Span<byte> scratch = stackalloc byte[_scratchBytes];
        return Label(features, scratch);
    }

    private string LabelInLease(ReadOnlySpan<float> features, ScratchPool pool)
    {
        byte[] scratch = pool.Lease();
        string label = Label(features, scratch);
        pool.Return(scratch);
        return label;
    }

    private void Run(ReadOnlySpan<float> rows, Span<float> outputs, Span<byte> scratch)
    {
        int count = rows.Length / FeatureCount;
        for (int row = 0; row < count; row++)
        {
            GraphFrame frame = new(rows.Slice(row * FeatureCount, FeatureCount), scratch);
            Run(in frame);
            foreach (GraphOutput output in _outputs)
            {
                output.CopyTo(in frame, outputs);
                outputs = outputs[output.Count..];
            }
        }
    }

    private void Run(in GraphFrame frame)
    {
        foreach (GraphOperator step in _operators)
        {
            step.Run(in frame);
        }
    }

    private string Label(ReadOnlySpan<float> features, Span<byte> scratch)
    {
        GraphFrame frame = new(features, scratch);
        Run(in frame);
        return Label(in frame);
    }

    private string Label(in GraphFrame frame)
    {
        long label = _label!.Type == ElementType.Int32 ? frame.Read<int>(_label)[0] : frame.Read<long>(_label)[0];
        if (_label.Type == ElementType.Text)
        {
            return _texts[label];
        }

        foreach (string known in _labels)
        {
            if (long.TryParse(known, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value == label)
            {
                return known;
            }
        }

        return label.ToString(CultureInfo.InvariantCulture);
    }

    private static long ConstantBytes(GraphOperator[] operators) => operators
        .SelectMany(step => step.Inputs)
        .Select(input => input.Buffer)
        .Distinct()
        .Sum(buffer => (long)(buffer.Constant?.Length ?? 0));

    private void CheckLengths(ReadOnlySpan<float> rows, Span<float> outputs, int count)
    {
        if (rows.Length != (long)count * FeatureCount || outputs.Length != (long)count * OutputCount)
        {
            ThrowLengths(rows.Length, outputs.Length, count);
        }
    }

    private void ThrowLengths(int features, int outputs, int count) => throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture,
        $"{count} rows have {(long)count * FeatureCount} features and {(long)count * OutputCount} outputs, not {features} and {outputs}."));

    private void ThrowRows(int length) => throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture, $"{length} values are no whole number of rows of {FeatureCount} features."));

    private static void ThrowNoLabel() => throw new InvalidOperationException("The model gives no label.");
}
