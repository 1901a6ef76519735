using Risk.Events;
using Risk.Features;
using Risk.Internals;
using Risk.Models;
using Risk.Models.Explanation;
using Risk.Rules.Evaluation;
using Risk.Rules.Selection;
using Risk.Scoring.Recording;
using Risk.Velocity;

namespace Risk.Scoring;

/// <summary>
/// Compiles the parts of a scorer into a <see cref="ScoringPlan"/>: one layout for all of them, every name resolved, every misfit collected.
/// </summary>
internal sealed class ScoringPlanCompiler
{
    private readonly ScorerDefinition _definition;
    private readonly AttributeLayoutBuilder _layout;
    private readonly List<RiskDiagnostic> _problems = [];
    private readonly bool _explain;

    private ScoringPlanCompiler(ScorerDefinition definition, bool explain)
    {
        _definition = definition;
        _explain = explain;
        _layout = new AttributeLayoutBuilder(definition.Schema);
    }

    /// <summary>The plan that decides, or its twin that keeps every text a rule reads so that it can explain.</summary>
    public static ScoringPlan Compile(ScorerDefinition definition, bool explain = false) => new ScoringPlanCompiler(definition, explain).Compile(vectors: false);

    /// <summary>The plan of a scorer of vectors.</summary>
    public static ScoringPlan CompileVectors(ScorerDefinition definition) => new ScoringPlanCompiler(definition, explain: false).Compile(vectors: true);

    private ScoringPlan Compile(bool vectors)
    {
        CheckModels();
        CheckRules();
        IWindowReader? windows = Collect(CompileWindows);
        ModelStage[] models = CompileModels(vectors);
        RiskLevel? riskLevel = ReadsRiskLevel() ? new RiskLevel(_layout) : null;
        CompiledRules? rules = _problems.Count == 0 && _definition.Rules is { } set ? Collect(() => new CompiledRules(set, _layout, _explain)) : null;
        int amount = AmountPosition();
        string version = _definition.Version ?? Fingerprint().ToString();
        IDecisionRecorder? recorder = _problems.Count == 0 && !vectors && !_explain ? Record(version) : null;
        if (_problems.Count > 0)
        {
            throw new RiskFormatException(_problems);
        }

        return new ScoringPlan(new ScoringPlanParts
        {
            Layout = _layout.Build(),
            Version = version,
            Policy = _definition.Policy,
            Models = models,
            Windows = windows,
            Recorder = recorder,
            Rules = rules,
            Selection = _definition.Rules?.Bound.Selection ?? default,
            RiskLevel = riskLevel,
            FeatureNames = Array.Find(models, static model => model.IsPrimary) is { } primary ? FeatureNames(primary) : [],
            Reasons = CompileReasons(models),
            ReasonMode = _definition.ReasonMode,
            AmountPosition = amount,
            TracksUndetermined = _definition.TracksUndetermined,
        });
    }

    private void CheckModels()
    {
        if (_definition.Models.Count(static model => model.Name is null) > 1)
        {
            Report("RB001", "more than one model has no name: the policy decides by one; name the others, so that rules can read them.");
        }

        foreach (IGrouping<string?, ScorerModel> twins in _definition.Models.Where(static model => model.Name is not null).GroupBy(static model => model.Name))
        {
            if (twins.Count() > 1)
            {
                Report("RB001", $"{twins.Count()} models are named '{twins.Key}': give each its own name.");
            }
        }

        foreach (ScorerModel source in _definition.Models)
        {
            string name = source.Name is null ? "the model" : $"model '{source.Name}'";
            if (source.BadOutput is { } output && (output < 0 || output >= source.Model.OutputCount))
            {
                Report("RB002", $"{name} has {source.Model.OutputCount} outputs, so there is no output {output}.");
            }

            if ((source.Pipeline ?? _definition.Pipeline) is not { } pipeline)
            {
                continue;
            }

            if (pipeline.FeatureCount != source.Model.FeatureCount)
            {
                Report("RB003", $"{name} takes {source.Model.FeatureCount} features and the pipeline makes {pipeline.FeatureCount}.");
            }

            if (source.Model.Info.PipelineFingerprint is { } trained && trained != pipeline.Fingerprint)
            {
                Report(
                    "RB004",
                    $"{name} was trained on pipeline {trained} and this pipeline is {pipeline.Fingerprint}: its features may mean something else.",
                    "ship the pipeline that the model was trained with, or train the model anew");
            }
        }
    }

    // A rule set may have been checked against another schema: every attribute it reads must be here, of the same kind.
    private void CheckRules()
    {
        if (_definition.Rules is not { } rules || ReferenceEquals(rules.Bound.Schema, _definition.Schema))
        {
            return;
        }

        foreach (AttributeDefinition read in rules.Bound.Schema.Attributes)
        {
            bool used = rules.Bound.Rules.Any(rule => Rules.Binding.BoundReferences.Reads(rule.Condition, read.Name)
                || rule.PercentageKey?.Definition.Name == read.Name);
            if (!used || IsComputed(read.Name))
            {
                continue;
            }

            if (!_definition.Schema.TryGet(read.Name, out AttributeDefinition? here))
            {
                string? nearest = EditDistance.Nearest(read.Name, [.. _definition.Schema.Attributes.Select(static attribute => attribute.Name)]);
                Report("RB005", $"the rules read '{read.Name}', which the event does not have.", nearest is null ? null : $"did you mean '{nearest}'?");
            }
            else if (here.Kind != read.Kind)
            {
                Report("RB005", $"the rules take '{read.Name}' as {read.Kind}, and the event has it as {here.Kind}.");
            }
        }
    }

    private bool IsComputed(string name) =>
        name is "probability" or "risk_score" or RiskLevel.Column or RulePoints.ColumnName
        || Array.Exists(WantedWindows(), window => window.Name == name)
        || _definition.Models.Any(model => model.Name is not null && (name == model.Name + "_probability" || name == model.Name + "_score"));

    private IWindowReader? CompileWindows()
    {
        var windows = new List<WindowDefinition>();
        foreach (WindowDefinition window in WantedWindows())
        {
            if (!windows.Any(other => other.Name == window.Name))
            {
                windows.Add(window);
            }
        }

        if (windows.Count == 0)
        {
            return null;
        }

        if (_definition.Windows is null)
        {
            Report(
                "RB006",
                $"{windows.Count} windows are read (the first is '{windows[0].Name}') and there is no store to read them from.",
                "call UseWindows(new VelocityStore())");
            return null;
        }

        return _definition.Windows.Compile(windows, _layout);
    }

    private WindowDefinition[] WantedWindows() =>
    [
        .. _definition.Rules?.Bound.Windows ?? [],
        .. _definition.Pipeline?.Windows ?? [],
        .. _definition.Models.SelectMany(static model => model.Pipeline?.Windows ?? []),
    ];

    private ModelStage[] CompileModels(bool vectors)
    {
        var vectorizers = new Dictionary<FeaturePipeline, FeatureVectorizer>(ReferenceEqualityComparer.Instance);
        var stages = new List<ModelStage>();

        // The primary model comes last, so that its vector is the one left in the workspace for its reasons.
        foreach (ScorerModel source in _definition.Models.OrderBy(static model => model.Name is null))
        {
            FeatureVectorizer? vectorizer = null;
            if (!vectors)
            {
                FeaturePipeline? pipeline = source.Pipeline ?? _definition.Pipeline ?? Collect(() => PipelineByNames(source));
                if (pipeline is null || (!vectorizers.TryGetValue(pipeline, out vectorizer) && (vectorizer = Collect(() => pipeline.Compile(_layout))) is null))
                {
                    continue;
                }

                vectorizers[pipeline] = vectorizer;
            }

            stages.Add(new ModelStage(source, vectorizer, _layout));
        }

        return [.. stages];
    }

    // Without a pipeline a model reads the number attributes that bear its features' names.
    private FeaturePipeline? PipelineByNames(ScorerModel source)
    {
        IReadOnlyList<string> names = source.Model.Info.FeatureNames;
        if (names.Count != source.Model.FeatureCount)
        {
            Report(
                "RB007",
                $"the model takes {source.Model.FeatureCount} features and its file names {names.Count}, so they can't be taken from attributes by name.",
                "give the scorer a pipeline with UsePipeline");
            return null;
        }

        return FeaturePipeline.Build(_definition.Schema, pipeline => pipeline.AddNumbers([.. names]));
    }

    private bool ReadsRiskLevel() =>
        _definition.Rules is { } rules && _definition.Schema.IndexOf(RiskLevel.Column) < 0
        && rules.Bound.Rules.Any(static rule => Rules.Binding.BoundReferences.Reads(rule.Condition, RiskLevel.Column));

    private int AmountPosition()
    {
        if (_definition.Policy.ExpectedValue?.AmountAttribute is not { } name)
        {
            return -1;
        }

        if (!_definition.Schema.TryGet(name, out AttributeDefinition? attribute) || attribute.Kind != AttributeKind.Number)
        {
            string? nearest = EditDistance.Nearest(name, [.. _definition.Schema.Attributes.Select(static candidate => candidate.Name)]);
            Report("RB008", $"the policy's amount '{name}' is no number attribute of the event.", nearest is null ? null : $"did you mean '{nearest}'?");
            return -1;
        }

        int position = _layout.IndexOf(name);
        _layout.Use(position, AttributeUse.Number);
        return position;
    }

    private ReasonSelector? CompileReasons(ModelStage[] models)
    {
        ModelStage? primary = Array.Find(models, static model => model.IsPrimary);
        if (primary?.Model is not IExplainableModel || _definition.ReasonMode == ReasonMode.Never)
        {
            return null;
        }

        IReadOnlyList<string> names = FeatureNames(primary);
        var definitions = new ReasonDefinition?[primary.FeatureCount];
        for (int feature = 0; feature < definitions.Length; feature++)
        {
            string name = names[feature];
            definitions[feature] = _definition.ReasonDefinitions.TryGetValue(name, out ReasonDefinition? given) ? given
                : primary.Model is IReasonedModel reasoned ? reasoned.ReasonOf(feature)
                : new ReasonDefinition(ReasonSource.Feature, name);
        }

        return new ReasonSelector(definitions);
    }

    private IReadOnlyList<string> FeatureNames(ModelStage primary)
    {
        ScorerModel source = _definition.Models.Find(static model => model.Name is null)!;
        IReadOnlyList<string> names = (source.Pipeline ?? _definition.Pipeline)?.FeatureNames ?? primary.Model.Info.FeatureNames;
        return names.Count == primary.FeatureCount ? names : [.. Enumerable.Range(0, primary.FeatureCount).Select(static feature => $"f{feature}")];
    }

    private Fingerprint Fingerprint()
    {
        using var builder = new FingerprintBuilder("risk.scorer.1");
        builder.Add(_definition.Schema.Fingerprint).Add(_definition.Policy.Fingerprint).Add((int)_definition.ReasonMode);
        builder.Add(_definition.Rules?.Fingerprint ?? default).Add(_definition.Pipeline?.Fingerprint ?? default);
        foreach (ScorerModel model in _definition.Models)
        {
            builder.Add(model.Name).Add(model.Model.Info.Fingerprint ?? default).Add(model.Pipeline?.Fingerprint ?? default);
            builder.Add(model.BadOutput ?? -1);
            if (model.Calibration is not null)
            {
                builder.Add("calibration").Add(model.Calibration.Fingerprint ?? default);
            }
        }

        return builder.Build();
    }

    private IDecisionRecorder? Record(string version)
    {
        if (_definition.Sink is not { } sink)
        {
            return null;
        }

        var fingerprints = new SortedDictionary<string, Fingerprint>(StringComparer.Ordinal) { ["schema"] = _definition.Schema.Fingerprint, ["policy"] = _definition.Policy.Fingerprint };
        Add("rules", _definition.Rules?.Fingerprint);
        Add("pipeline", _definition.Pipeline?.Fingerprint);
        foreach (ScorerModel model in _definition.Models)
        {
            string name = model.Name is null ? "model" : $"model:{model.Name}";
            Add(name, model.Model.Info.Fingerprint);
            Add($"pipeline of {name}", model.Pipeline?.Fingerprint);
        }

        return sink.Attach(
            new DecisionSource { Version = version, Schema = _definition.Schema, Windows = [.. WantedWindows().DistinctBy(static window => window.Name)], Fingerprints = fingerprints }, _layout);

        void Add(string part, Fingerprint? fingerprint)
        {
            if (fingerprint is { } known)
            {
                fingerprints[part] = known;
            }
        }
    }

    private T? Collect<T>(Func<T?> compile)
        where T : class
    {
        try
        {
            return compile();
        }
        catch (RiskFormatException exception)
        {
            _problems.AddRange(exception.Diagnostics);
            return null;
        }
    }

    private void Report(string code, string message, string? suggestion = null) =>
        _problems.Add(RiskDiagnostic.Error(code, message) with { Suggestion = suggestion });
}
