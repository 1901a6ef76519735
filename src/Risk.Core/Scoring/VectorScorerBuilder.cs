using Risk.Events;
using Risk.Models.Calibration;

namespace Risk.Scoring;

/// <summary>Collects the parts of a scorer of feature vectors. Load time only; not thread-safe.</summary>
public sealed class VectorScorerBuilder
{
    private readonly ScorerDefinition _definition = new(new EventSchema([]));
    private readonly IRiskModel _model;
    private ICalibration? _calibration;
    private int? _badOutput;

    internal VectorScorerBuilder(IRiskModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
    }

    /// <summary>Turns the model's output into a calibrated probability.</summary>
    public VectorScorerBuilder UseCalibration(ICalibration calibration)
    {
        _calibration = calibration;
        return this;
    }

    /// <summary>Which output is the probability of the bad outcome, for models with several classes.</summary>
    public VectorScorerBuilder UseBadOutput(int output)
    {
        _badOutput = output;
        return this;
    }

    /// <summary>The policy. Without one everything is allowed.</summary>
    public VectorScorerBuilder UsePolicy(Action<DecisionPolicyBuilder> configure) => UsePolicy(DecisionPolicy.Build(configure));

    /// <summary>The policy. Without one everything is allowed.</summary>
    public VectorScorerBuilder UsePolicy(DecisionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _definition.Policy = policy;
        return this;
    }

    /// <summary>When and how contributions become reasons, as <see cref="RiskScorerBuilder{TEvent}.UseReasons"/>.</summary>
    public VectorScorerBuilder UseReasons(ReasonMode mode, IReadOnlyDictionary<string, ReasonDefinition?>? definitions = null)
    {
        _definition.ReasonMode = mode;
        _definition.ReasonDefinitions = definitions ?? _definition.ReasonDefinitions;
        return this;
    }

    /// <summary>The version that decisions carry. Without one it is the fingerprint of all parts.</summary>
    public VectorScorerBuilder UseVersion(string version)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        _definition.Version = version;
        return this;
    }

    /// <summary>Compiles the parts.</summary>
    /// <exception cref="RiskFormatException">Parts do not fit: all problems together.</exception>
    public VectorScorer Build()
    {
        _definition.Models.Clear();
        _definition.Models.Add(new ScorerModel(_model) { Calibration = _calibration, BadOutput = _badOutput });
        return new VectorScorer(ScoringPlanCompiler.CompileVectors(_definition));
    }
}
