using Risk.Internals.Numerics;
using Risk.Models.Formats.Coefficients;

namespace Risk.Models.Linear;

/// <summary>
/// A linear, logistic or multinomial model: an intercept and a weight per feature and class. Margins have the same bits
/// on every machine and vector width.
/// </summary>
/// <remarks>
/// float32 rows are widened, which is exact, and everything is computed in float64. Thread safety: safe.
/// </remarks>
/// <example>
/// <code>
/// var model = new LinearModel([0.8, -1.2], intercept: -0.5);
/// Span&lt;float&gt; probability = stackalloc float[1];
/// model.Predict([1.5f, 0.25f], probability);
/// </code>
/// </example>
public sealed partial class LinearModel : IExplainableModel
{
    private readonly LinearModelDefinition _definition;
    private readonly AlignedBuffer<double> _weights;
    private readonly double[] _intercepts;
    private readonly double[] _plainWeights;
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[]? _fillValues;
    private readonly double[] _reference;
    private readonly double[] _explainedWeights;
    private readonly double[] _explainedBases;
    private readonly int _stride;
    private readonly bool _sequential;
    private readonly bool _isLogistic;
    private readonly double _linkScale;

    /// <summary>Makes a model with one margin.</summary>
    /// <param name="weights">A weight per feature.</param>
    /// <param name="intercept">The intercept.</param>
    /// <param name="link">What turns the margin into the output.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public LinearModel(IReadOnlyList<double> weights, double intercept, LinkFunction link = LinkFunction.Sigmoid)
        : this(new LinearModelDefinition { Weights = weights, Intercepts = [intercept], Link = link })
    {
    }

    /// <summary>Makes a model from its definition.</summary>
    /// <exception cref="ArgumentException">Lengths that do not fit, or a number that is not finite; the message names all problems.</exception>
    public LinearModel(LinearModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        LinearModelValidation.ThrowIfInvalid(definition);

        // Lists of the caller may change later; the model does not.
        _definition = definition with { Weights = [.. definition.Weights], Intercepts = [.. definition.Intercepts] };
        MarginCount = definition.Intercepts.Count;
        FeatureCount = definition.Weights.Count / MarginCount;
        OutputCount = LinkFunctions.OutputCount(definition.Link, MarginCount);
        _isLogistic = MarginCount == 1 && definition.Link == LinkFunction.Sigmoid;
        _linkScale = definition.LinkScale;
        _sequential = definition.Summation == LinearSummation.Sequential;
        _plainWeights = [.. definition.Weights];
        _means = definition.Means is null ? new double[FeatureCount] : [.. definition.Means];
        _scales = definition.Scales is null ? [.. Enumerable.Repeat(1.0, FeatureCount)] : [.. definition.Scales];
        _reference = definition.Reference is null ? _means : [.. definition.Reference];
        _fillValues = definition.FillValues is null || definition.FillValues.All(double.IsNaN) ? null : [.. definition.FillValues];
        _stride = SixteenLaneDot.ArrangedLength(FeatureCount);
        _weights = new AlignedBuffer<double>(_stride * MarginCount);
        _intercepts = new double[MarginCount];
        _explainedWeights = new double[_plainWeights.Length];
        _explainedBases = new double[MarginCount];
        for (int margin = 0; margin < MarginCount; margin++)
        {
            Fold(margin);
        }

        Info = Describe();
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public int OutputCount { get; }

    /// <inheritdoc/>
    public int MarginCount { get; }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <summary>What the model was made from.</summary>
    public LinearModelDefinition Definition => _definition;

    /// <summary>Writes the model as coefficient JSON, which <see cref="RiskModel.Load(Stream, string?, ModelLoadOptions?)"/> reads; the copy scores bit for bit the same.</summary>
    /// <param name="stream">Receives UTF-8; it is not closed.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CoefficientWriter.Write(_definition, stream);
    }

    // w (x - mean) / scale = (w / scale) x - w mean / scale
    private void Fold(int margin)
    {
        double[] folded = new double[FeatureCount];
        double intercept = _definition.Intercepts[margin];
        double offset = 0;
        double reference = intercept;
        for (int i = 0; i < folded.Length; i++)
        {
            folded[i] = _plainWeights[(margin * FeatureCount) + i] / _scales[i];
            offset += folded[i] * _means[i];
            reference += folded[i] * (_reference[i] - _means[i]);
        }

        folded.CopyTo(_explainedWeights, margin * FeatureCount);
        _explainedBases[margin] = reference;

        SixteenLaneDot.Arrange(folded, _weights.Span.Slice(margin * _stride, _stride));
        _intercepts[margin] = _sequential ? intercept : intercept - offset;
    }

    private ModelInfo Describe() => new()
    {
        Kind = "linear",
        Format = _definition.Format,
        FormatVersion = _definition.FormatVersion,
        Task = Task(),
        FeatureNames = _definition.FeatureNames,
        Labels = _definition.Labels,
        LabelRule = _definition.LabelRule,
        Engine = _sequential ? "sequential" : "sixteen-lanes",
        EngineReason = _sequential ? "the order of the source was asked for" : "the same bits on every vector width",
        MemoryBytes = _weights.Bytes + (((2L * _plainWeights.Length) + (4L * FeatureCount) + (2L * MarginCount)) * sizeof(double)),
        PipelineFingerprint = _definition.PipelineFingerprint,
        Warnings = _definition.Warnings,
    };

    private ModelTask Task() => _definition.Link switch
    {
        LinkFunction.ArgMax => ModelTask.ClassLabel,
        LinkFunction.Softmax or LinkFunction.SoftmaxZero => ModelTask.MulticlassClassification,
        LinkFunction.Sigmoid or LinkFunction.Probit or LinkFunction.Step =>
            MarginCount == 1 ? ModelTask.BinaryClassification : ModelTask.MulticlassClassification,
        _ => ModelTask.Regression,
    };
}
