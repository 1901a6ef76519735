using Risk;
using Risk.Models;

namespace CustomModel;

/// <summary>
/// Gaussian naive Bayes, a model that the library does not have: each feature adds the log of how much likelier it is among bad events than among good ones.
/// A missing feature adds nothing. Immutable, and so safe for any number of threads; writes only where its caller says, and so allocates nothing.
/// </summary>
public sealed class NaiveBayes : IRiskModel
{
    private readonly Gaussian[] _good;
    private readonly Gaussian[] _bad;
    private readonly double _priorLogOdds;

    /// <summary>Creates a model from each feature's distribution among good and bad events.</summary>
    public NaiveBayes(double priorOfBad, Gaussian[] good, Gaussian[] bad, params IReadOnlyList<string> featureNames)
    {
        if (good.Length != bad.Length || good.Length != featureNames.Count)
        {
            throw new ArgumentException("Every feature needs a name and a distribution among good and among bad events.");
        }

        (_good, _bad, _priorLogOdds) = (good, bad, Math.Log(priorOfBad / (1 - priorOfBad)));
        Info = new ModelInfo { Kind = "naive-bayes", Format = "code", FeatureNames = featureNames };
    }

    /// <inheritdoc/>
    public int FeatureCount => _good.Length;

    /// <inheritdoc/>
    public int OutputCount => 1;

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, FeatureCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, OutputCount);
        double logOdds = _priorLogOdds;
        for (int i = 0; i < _good.Length; i++)
        {
            if (!float.IsNaN(features[i]))
            {
                logOdds += _bad[i].LogDensity(features[i]) - _good[i].LogDensity(features[i]);
            }
        }

        outputs[0] = (float)(1 / (1 + Math.Exp(-logOdds)));
    }
}
