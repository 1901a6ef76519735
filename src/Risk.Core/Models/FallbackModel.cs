using System.Globalization;

namespace Risk.Models;

/// <summary>
/// A model with another one that answers when it fails: when it throws, says that it failed, or gives NaN. Decisions that stand on the second model
/// carry <see cref="DecisionFlags.FallbackUsed"/>.
/// </summary>
/// <remarks>Give the first model features that it can take: a model that makes NaN of a missing feature hands every such row to the second.</remarks>
public sealed class FallbackModel : IFallibleModel
{
    private readonly IRiskModel _model;
    private readonly IFallibleModel? _fallible;
    private readonly IRiskModel _fallback;

    /// <summary>Puts a model behind another.</summary>
    /// <param name="model">The model that answers when it can.</param>
    /// <param name="fallback">The model that answers otherwise; it takes the same features and gives as many outputs.</param>
    /// <exception cref="ArgumentException">The two models do not take the same number of features or give another number of outputs.</exception>
    public FallbackModel(IRiskModel model, IRiskModel fallback)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(fallback);
        if (model.FeatureCount != fallback.FeatureCount || model.OutputCount != fallback.OutputCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The fallback takes {fallback.FeatureCount} features and gives {fallback.OutputCount} outputs; the model takes {model.FeatureCount} and gives {model.OutputCount}."),
                nameof(fallback));
        }

        (_model, _fallible, _fallback) = (model, model as IFallibleModel, fallback);
    }

    /// <summary>The model that answers otherwise.</summary>
    public IRiskModel Fallback => _fallback;

    /// <inheritdoc/>
    public int FeatureCount => _model.FeatureCount;

    /// <inheritdoc/>
    public int OutputCount => _model.OutputCount;

    /// <summary>What the first model is.</summary>
    public ModelInfo Info => _model.Info;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => TryPredict(features, outputs);

    /// <inheritdoc/>
    public DecisionFlags TryPredict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        CheckLengths(features.Length, outputs.Length);
        DecisionFlags flags = First(features, outputs);
        if ((flags & DecisionFlags.ModelFailed) == 0 && !HasNaN(outputs))
        {
            return flags;
        }

        _fallback.Predict(features, outputs);
        DecisionFlags rest = HasNaN(outputs) ? DecisionFlags.ModelFailed : DecisionFlags.None;
        return (flags & ~DecisionFlags.ModelFailed) | DecisionFlags.FallbackUsed | rest;
    }

    private DecisionFlags First(ReadOnlySpan<float> features, Span<float> outputs)
    {
        try
        {
            if (_fallible is not null)
            {
                return _fallible.TryPredict(features, outputs);
            }

            _model.Predict(features, outputs);
            return DecisionFlags.None;
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            return DecisionFlags.ModelFailed;
        }
    }

    private static bool HasNaN(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckLengths(int features, int outputs)
    {
        if (features != FeatureCount || outputs != OutputCount)
        {
            ThrowLengths(features, outputs);
        }
    }

    private void ThrowLengths(int features, int outputs) => throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture, $"A row has {FeatureCount} features and {OutputCount} outputs, not {features} and {outputs}."));
}
