using System.Globalization;
using System.Numerics;
using Risk.Models;
using Risk.Onnx.Internals;

namespace Risk;

/// <summary>
/// A model in the ONNX format, run by ONNX Runtime: whatever PyTorch, TensorFlow or scikit-learn exports. Rows are written into memory that is bound to the session once, so a call
/// allocates nothing; each call leases its own, so any number of threads may score.
/// </summary>
/// <remarks>
/// The native reader behind <see cref="RiskModel.Load(string, ModelLoadOptions?)"/> is faster and gives the same bits on every machine;
/// use this for what it refuses, or through <see cref="Risk.Onnx.OnnxRuntimeReader"/>, which chooses. A call that fails gives NaN and never throws.
/// </remarks>
public sealed partial class OnnxModel : IFallibleModel, ILabelModel, IDisposable
{
    private readonly OnnxLayout _layout;
    private readonly OnnxLeasePool _pool;
    private readonly DeadlineWatch? _watch;
    private readonly int _featureCount;
    private readonly int _outputCount;
    private readonly int _batchLogarithm;
    private readonly string[] _labels;
    private readonly long?[] _labelNumbers;
    private long _failedCalls;
    private long _stoppedCalls;
    private volatile string? _lastFailure;

    private OnnxModel(OnnxLayout layout, OnnxLeasePool pool, DeadlineWatch? watch, int batchRows, ModelInfo info)
    {
        (_layout, _pool, _watch, Info) = (layout, pool, watch, info);
        _featureCount = layout.FeatureCount;
        _outputCount = layout.OutputCount;
        _labels = [.. layout.Labels];
        _labelNumbers = Array.ConvertAll(_labels, static label => long.TryParse(label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : (long?)null);
        _batchLogarithm = layout.TakesAnyRows ? BitOperations.Log2((uint)Math.Clamp(batchRows, 1, 1 << 20)) : 0;
    }

    /// <inheritdoc/>
    public int FeatureCount => _featureCount;

    /// <inheritdoc/>
    public int OutputCount => _outputCount;

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    public bool GivesLabels => _layout.Label is not null;

    /// <summary>How many calls failed since the model was loaded, those that a deadline stopped among them.</summary>
    public long FailedCalls => Interlocked.Read(ref _failedCalls);

    /// <summary>How many calls a deadline stopped.</summary>
    public long StoppedCalls => Interlocked.Read(ref _stoppedCalls);

    /// <summary>What ONNX Runtime said when a call last failed; null when none has.</summary>
    public string? LastFailure => _lastFailure;

    /// <summary>Whether the session is gone: the model was disposed and its last call has ended.</summary>
    internal bool IsReleased => _pool.IsReleased;

    /// <summary>
    /// Ends the model. Calls under way finish; the session is released with the last of them. Calls that begin later give NaN and say that the model failed.
    /// </summary>
    /// <remarks>A model that nobody holds is released by the garbage collector too, only later. Thread safety: safe.</remarks>
    public void Dispose()
    {
        _watch?.Dispose();
        _pool.Dispose();
    }
}
