using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Models;
using Risk.Models.Explanation;
using Risk.Rules;
using Risk.Rules.Selection;
using Risk.Scoring.Recording;
using Risk.Velocity;

namespace Risk.Scoring;

/// <summary>
/// Everything between a filled row and a decision, compiled together and immutable: windows, models, rules, policy, reasons. Names were
/// resolved to positions when it was built; it reads nothing but itself and the row, and writes only into the workspace.
/// </summary>
internal sealed partial class ScoringPlan
{
    private readonly WorkspacePool _pool;
    private readonly IWindowReader? _windows;
    private readonly IDecisionRecorder? _recorder;
    private readonly ModelStage[] _models;
    private readonly CompiledRules? _rules;
    private readonly ReasonDefinition[] _ruleReasons;
    private readonly string[] _ruleIds;
    private readonly DecisionPolicy _policy;
    private readonly RiskLevel? _riskLevel;
    private readonly ReasonSelector? _reasons;
    private readonly IExplainableModel? _explainable;
    private readonly bool _explainsCheaply;
    private readonly ReasonMode _reasonMode;
    private readonly RuleSelection _selection;
    private readonly int _amountPosition;
    private readonly IReadOnlyList<string> _featureNames;
    private readonly bool _tracksUndetermined;

    public ScoringPlan(ScoringPlanParts parts)
    {
        Layout = parts.Layout;
        Version = parts.Version;
        _featureNames = parts.FeatureNames;
        _windows = parts.Windows;
        _recorder = parts.Recorder;
        _models = parts.Models;
        _rules = parts.Rules;
        _selection = parts.Selection;
        _policy = parts.Policy;
        _riskLevel = parts.RiskLevel;
        _reasons = parts.Reasons;
        _reasonMode = parts.ReasonMode;
        _amountPosition = parts.AmountPosition;
        _tracksUndetermined = parts.TracksUndetermined;
        DecidesTogether = _models.Length > 0 && Array.TrueForAll(_models, static model => model.HasPipeline);
        PrimaryModel = Array.Find(_models, static model => model.IsPrimary);
        _explainable = PrimaryModel?.Model as IExplainableModel;
        _explainsCheaply = _explainable?.Info.Kind is "linear" or "scorecard";
        _ruleIds = _rules is null ? [] : [.. _rules.Rules.Rules.Select(static rule => rule.Id)];
        _ruleReasons = _rules is null ? [] : [.. _rules.Rules.Rules.Select(static rule => new ReasonDefinition(ReasonSource.Rule, rule.ReasonCode ?? rule.Id, rule.ReasonText))];
        var sizes = new WorkspaceSizes(
            _models.Length == 0 ? 0 : _models.Max(static model => model.FeatureCount),
            _models.Length == 0 ? 0 : _models.Max(static model => model.MarginCount),
            _models.Length == 0 ? 0 : _models.Max(static model => model.OutputCount),
            _rules?.WordCount ?? 0);
        AttributeLayout layout = Layout;
        _pool = new WorkspacePool(pool => new ScoringWorkspace(pool, layout.CreateRow(), sizes));
    }

    /// <summary>The rows the plan reads.</summary>
    public AttributeLayout Layout { get; }

    /// <summary>The version of all parts together.</summary>
    public string Version { get; }

    /// <summary>The model the policy decides by; null when rules decide alone.</summary>
    public ModelStage? PrimaryModel { get; }

    /// <summary>The rules; null without.</summary>
    public RuleSet? Rules => _rules?.Rules;

    /// <summary>A workspace with a cleared row.</summary>
    public ScoringWorkspace Rent() => _pool.Rent();

    public void Return(ScoringWorkspace workspace) => _pool.Return(workspace);

    /// <summary>Decides about the workspace's filled row.</summary>
    /// <param name="workspace">A workspace of this plan.</param>
    /// <param name="record">Whether the windows record the event after they were read.</param>
    /// <param name="returns">Whether the workspace goes back to the pool: a decision is large, so it is made last and handed through instead of being copied by whoever returns it.</param>
    public RiskDecision Decide(ScoringWorkspace workspace, bool record, bool returns = false)
    {
        AttributeRow row = workspace.Row;
        DecisionFlags flags = row.Flags;
        if (_windows is not null && !(record ? _windows.ReadAndRecord(row) : _windows.Read(row)))
        {
            flags |= DecisionFlags.WindowsTruncated;
        }

        ModelResult primary = ModelResult.None;
        foreach (ModelStage model in _models)
        {
            ModelResult result = model.Score(row, workspace, workspace.Features.AsSpan(0, model.FeatureCount));
            flags |= result.Flags;
            if (model.IsPrimary)
            {
                primary = result;
            }
        }

        return record && _recorder is not null ? ConcludeAndRecord(workspace, in primary, flags, returns) : Conclude(workspace, in primary, flags, returns);
    }

    /// <summary>Decides about a finished feature vector, without attributes and rules, and returns the workspace to the pool when asked.</summary>
    public RiskDecision Decide(ScoringWorkspace workspace, ReadOnlySpan<float> features, bool returns = false)
    {
        features.CopyTo(workspace.Features);
        ModelResult result = PrimaryModel!.Score(features, workspace);
        return Conclude(workspace, in result, result.Flags, returns, onlyPolicy: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RiskDecision ConcludeAndRecord(ScoringWorkspace workspace, in ModelResult model, DecisionFlags flags, bool returns)
    {
        RiskDecision decision = Conclude(workspace, in model, flags, returns: false);
        Record(workspace.Row, in decision);
        if (returns)
        {
            Return(workspace);
        }

        return decision;
    }

    private void Record(AttributeRow row, in RiskDecision decision)
    {
        try
        {
            _recorder!.Record(row, in decision);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StackOverflowException))
        {
            // A user's sink may throw; the law is that scoring does not.
        }
    }

    private RiskDecision Conclude(ScoringWorkspace workspace, in ModelResult model, DecisionFlags flags, bool returns, bool onlyPolicy = false)
    {
        double score = model.Probability * 100;
        RuleOutcome outcome = RuleOutcome.None;
        if (_rules is not null && !onlyPolicy)
        {
            _riskLevel?.Write(workspace.Row, score);
            Span<ulong> undetermined = _tracksUndetermined ? workspace.Undetermined : [];
            outcome = _rules.Evaluate(workspace.Row, workspace.Matched, undetermined);
            flags |= outcome.ChallengeRequested ? DecisionFlags.ChallengeRequested : DecisionFlags.None;
            flags |= _tracksUndetermined && undetermined.ContainsAnyExcept(0UL) ? DecisionFlags.UndeterminedRules : DecisionFlags.None;
            score = _selection == RuleSelection.Score ? outcome.Points : score;
        }

        RiskAction action = Act(outcome, model.Probability, score, workspace.Row, ref flags, out bool byPolicy);
        var reasons = default(ReasonList);
        int decidedBy = byPolicy ? -1 : outcome.Rule;
        if (decidedBy >= 0)
        {
            reasons.Add(new Reason(_ruleReasons[decidedBy], 0));
        }

        AddModelReasons(workspace, action, ref reasons);
        if (reasons.Count == 0 && _policy.ReasonFor(action) is { } reason)
        {
            reasons.Add(new Reason(reason, 0));
        }

        string? rule = decidedBy < 0 ? null : _ruleIds[decidedBy];
        if (returns)
        {
            Return(workspace);
        }

        return new RiskDecision(action, model.Probability, score, rule, reasons, flags, Version);
    }

    // A matching Allow, Block or Review rule decides; a challenge rule decides only where the policy would let the event pass.
    private RiskAction Act(in RuleOutcome outcome, double probability, double score, AttributeRow row, ref DecisionFlags flags, out bool byPolicy)
    {
        byPolicy = false;
        if (outcome.Action is { } decided && decided != RiskAction.Challenge)
        {
            return decided;
        }

        RiskAction action = RiskAction.Allow;
        if (PrimaryModel is not null || _selection == RuleSelection.Score)
        {
            double amount = _amountPosition >= 0 ? row.Numbers[_amountPosition] : double.NaN;
            action = _policy.Decide(probability, score, amount);
            if (double.IsNaN(score) || (_policy.ExpectedValue is not null && double.IsNaN(probability)))
            {
                flags |= DecisionFlags.FallbackUsed;
            }
        }

        bool challenges = outcome.Action == RiskAction.Challenge && action < RiskAction.Challenge;
        byPolicy = !challenges;
        return challenges ? RiskAction.Challenge : action;
    }

    private void AddModelReasons(ScoringWorkspace workspace, RiskAction action, ref ReasonList reasons)
    {
        bool wanted = _reasons is not null && _reasonMode switch
        {
            ReasonMode.Always => true,
            ReasonMode.WhenNotAllowed => action != RiskAction.Allow,
            ReasonMode.Automatic => _explainsCheaply,
            _ => false,
        };
        if (!wanted || reasons.Count == ReasonList.Capacity)
        {
            return;
        }

        int count = PrimaryModel!.FeatureCount;
        Span<double> contributions = workspace.Contributions.AsSpan(0, count);
        _explainable!.Explain(workspace.PrimaryFeatures(count), PrimaryModel.ExplainedMargin, contributions);
        if (reasons.Count == 0)
        {
            reasons = _reasons!.Select(contributions);
            return;
        }

        foreach (Reason reason in _reasons!.Select(contributions))
        {
            reasons.Add(in reason);
        }
    }
}
