using System.Globalization;
using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Risk.Onnx.Internals;

namespace Risk;

public sealed partial class OnnxModel
{
    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => TryPredict(features, outputs);

    /// <summary>Scores one row of float64 features, which lose nothing where the graph takes float64.</summary>
    /// <param name="features">Exactly <see cref="FeatureCount"/> values; NaN is missing.</param>
    /// <param name="outputs">Receives <see cref="OutputCount"/> values; NaN when the call failed.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none while calls succeed. Thread safety: safe.</remarks>
    public void Predict(ReadOnlySpan<double> features, Span<double> outputs)
    {
        CheckLengths(features.Length, outputs.Length, 1);
        Score(features, outputs);
    }

    /// <inheritdoc/>
    public DecisionFlags TryPredict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        CheckLengths(features.Length, outputs.Length, 1);
        return Score(features, outputs);
    }

    /// <summary>Scores rows that lie one after the other, as many in a call of ONNX Runtime as <see cref="Risk.Onnx.OnnxModelOptions.BatchRows"/> allows.</summary>
    /// <param name="rows">Row-major, a multiple of <see cref="FeatureCount"/> values.</param>
    /// <param name="outputs">Receives <see cref="OutputCount"/> values a row, row-major; NaN for the rows of a call that failed.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none while calls succeed. Thread safety: safe. The bits of <see cref="Predict(ReadOnlySpan{float}, Span{float})"/> while BatchRows is 1.</remarks>
    public void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        int count = rows.Length / _featureCount;
        CheckLengths(rows.Length, outputs.Length, count);
        while (count > 0)
        {
            int logarithm = Math.Min(BitOperations.Log2((uint)count), _batchLogarithm);
            int taken = 1 << logarithm;
            Score(rows[..(taken * _featureCount)], outputs[..(taken * _outputCount)], logarithm);
            rows = rows[(taken * _featureCount)..];
            outputs = outputs[(taken * _outputCount)..];
            count -= taken;
        }
    }

    /// <summary>The label the graph decides for.</summary>
    /// <param name="features">Exactly <see cref="FeatureCount"/> values.</param>
    /// <returns>The label as the file has it; an integer label in decimal digits; an empty text when the call failed.</returns>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">The model gives no label.</exception>
    /// <remarks>Allocations: none for an integer label that is one of Info.Labels, else the text. Thread safety: safe.</remarks>
    public string PredictLabel(ReadOnlySpan<float> features)
    {
        if (_layout.Label is not { } label)
        {
            throw new InvalidOperationException("The model gives no label.");
        }

        CheckLengths(features.Length, _outputCount, 1);
        OnnxLease? lease = null;
        try
        {
            lease = _pool.Rent();
            if (_layout.LabelIsText)
            {
                lease.First.Write(features);
                string text = lease.TextLabel(label.Name);
                return Array.Find(_labels, known => known == text) ?? text;
            }

            Span<float> outputs = stackalloc float[_outputCount];
            lease.Run(lease.First, features, outputs);
            return Name(lease.First.Label);
        }
        catch (Exception failure) when (failure is OnnxRuntimeException or ObjectDisposedException)
        {
            CountFailure(failure, lease);
            return "";
        }
        finally
        {
            if (lease is not null)
            {
                _pool.Return(lease);
            }
        }
    }

    private DecisionFlags Score<T>(ReadOnlySpan<T> rows, Span<T> outputs, int logarithm = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OnnxLease? lease = null;
        DecisionFlags flags = DecisionFlags.None;
        try
        {
            lease = _pool.Rent();
            lease.Run(lease.Tile(logarithm), rows, outputs);
        }
        catch (Exception failure) when (failure is OnnxRuntimeException or ObjectDisposedException)
        {
            outputs.Fill(T.NaN);
            flags = CountFailure(failure, lease);
        }

        if (lease is not null)
        {
            _pool.Return(lease);
        }

        return flags;
    }

    private DecisionFlags CountFailure(Exception failure, OnnxLease? lease)
    {
        bool stopped = lease is { WasStopped: true };
        Interlocked.Increment(ref _failedCalls);
        if (stopped)
        {
            Interlocked.Increment(ref _stoppedCalls);
        }

        _lastFailure = stopped ? $"the call ran for longer than its deadline: {failure.Message}" : failure.Message;
        return DecisionFlags.ModelFailed | (stopped ? DecisionFlags.Degraded : DecisionFlags.None);
    }

    private string Name(long label)
    {
        int known = Array.IndexOf(_labelNumbers, label);
        return known >= 0 ? _labels[known] : label.ToString(CultureInfo.InvariantCulture);
    }

    private void CheckLengths(int features, int outputs, int count)
    {
        if (features != (long)count * _featureCount || outputs != (long)count * _outputCount)
        {
            ThrowLengths(features, outputs, count);
        }
    }

    private void ThrowLengths(int features, int outputs, int count) => throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture,
        $"{count} rows have {(long)count * _featureCount} features and {(long)count * _outputCount} outputs, not {features} and {outputs}."));
}
