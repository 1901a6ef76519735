using Risk.Events;
using Risk.Features;
using Risk.Models;
using Risk.Models.Calibration;

namespace Risk.Scoring;

/// <summary>One model inside a compiled scorer: makes its features, predicts, calibrates, publishes probability and score to the row.</summary>
internal sealed partial class ModelStage
{
    private readonly FeatureVectorizer? _vectorizer;
    private readonly IRiskModel _model;
    private readonly IMarginModel? _margins;
    private readonly IFallibleModel? _fallible;
    private readonly ICalibration? _calibration;
    private readonly int _badOutput;
    private readonly int _probabilityPosition;
    private readonly int _scorePosition;

    public ModelStage(ScorerModel source, FeatureVectorizer? vectorizer, AttributeLayoutBuilder layout)
    {
        _vectorizer = vectorizer;
        _model = source.Model;
        _margins = source.Model as IMarginModel;
        _fallible = source.Model as IFallibleModel;
        _calibration = source.Calibration;
        _badOutput = source.BadOutput ?? (source.Model.OutputCount > 1 ? 1 : 0);
        IsPrimary = source.Name is null;
        _probabilityPosition = layout.AddComputed(source.Name is null ? "probability" : source.Name + "_probability", AttributeKind.Number);
        _scorePosition = layout.AddComputed(source.Name is null ? "risk_score" : source.Name + "_score", AttributeKind.Number);
    }

    public bool IsPrimary { get; }

    /// <summary>Whether it makes its features itself.</summary>
    public bool HasPipeline => _vectorizer is not null;

    public IRiskModel Model => _model;

    public int FeatureCount => _model.FeatureCount;

    public int MarginCount => _margins?.MarginCount ?? 0;

    public int OutputCount => _model.OutputCount;

    /// <summary>The margin that explains the bad output: its own, or the only one.</summary>
    public int ExplainedMargin => MarginCount > 1 ? _badOutput : 0;

    /// <summary>Vectorizes the row and scores it.</summary>
    public ModelResult Score(AttributeRow row, ScoringWorkspace workspace, Span<float> features)
    {
        DecisionFlags flags = _vectorizer?.Transform(row, features) ?? DecisionFlags.None;
        return Publish(Score(features, workspace), flags, row);
    }

    /// <summary>Scores a finished vector.</summary>
    public ModelResult Score(ReadOnlySpan<float> features, ScoringWorkspace workspace)
    {
        double margin = double.NaN;
        double probability;
        DecisionFlags flags = DecisionFlags.None;
        try
        {
            if (_margins is not null)
            {
                Span<double> margins = workspace.Margins.AsSpan(0, _margins.MarginCount);
                Span<double> outputs = workspace.Outputs.AsSpan(0, _model.OutputCount);
                _margins.PredictMargin(features, margins);
                _margins.ApplyLink(margins, outputs);
                (margin, probability) = (margins[ExplainedMargin], outputs[_badOutput]);
            }
            else
            {
                Span<float> outputs = workspace.SingleOutputs.AsSpan(0, _model.OutputCount);
                if (_fallible is not null)
                {
                    flags = _fallible.TryPredict(features, outputs);
                }
                else
                {
                    _model.Predict(features, outputs);
                }

                probability = outputs[_badOutput];
            }
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            // A user's model may throw; the law is that scoring does not, so the policy's fallback decides.
            return new ModelResult(double.NaN, double.NaN, DecisionFlags.ModelFailed);
        }

        return Conclude(margin, probability, flags);
    }

    private ModelResult Publish(in ModelResult result, DecisionFlags flags, AttributeRow row)
    {
        row.SetNumber(_probabilityPosition, result.Probability);
        row.SetNumber(_scorePosition, result.Probability * 100);
        return result with { Flags = result.Flags | flags };
    }

    private ModelResult Conclude(double margin, double probability, DecisionFlags flags)
    {
        if (_calibration is not null)
        {
            probability = _calibration.Calibrate(margin, probability);
        }

        flags |= double.IsNaN(probability) ? DecisionFlags.ModelFailed : DecisionFlags.None;
        return new ModelResult(margin, probability, flags);
    }
}
