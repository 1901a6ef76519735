using System.Text.Json;
using Risk.Events;
using Risk.Extensions.Loading;
using Risk.Models;
using Risk.Rules;
using Risk.Scoring;
using Risk.Velocity;

namespace Risk.Extensions;

/// <summary>
/// Names the parts of a scorer. Sources are read when the host starts and at every reload. Naming a part a second time replaces the first, so that the same call made
/// twice changes nothing.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <typeparam name="TSelf">The builder that the methods return.</typeparam>
public abstract class ScorerPartsBuilder<TEvent, TSelf>
    where TSelf : ScorerPartsBuilder<TEvent, TSelf>
{
    private readonly EventSchema _schema;

    private protected ScorerPartsBuilder(IEventReader<TEvent> reader, ScorerRecipe<TEvent>? original)
    {
        _schema = reader.Schema;
        Recipe = new ScorerRecipe<TEvent>(reader, original);
    }

    internal ScorerRecipe<TEvent> Recipe { get; }

    private TSelf Self => (TSelf)this;

    /// <summary>The model that the policy decides by: XGBoost, LightGBM, ONNX, coefficients or scorecard, told by its content.</summary>
    /// <param name="source">Where it comes from; a text is a path.</param>
    /// <param name="calibration">Where its calibration comes from; null when its output is a probability already.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    public TSelf UseModel(RiskSource source, RiskSource? calibration = null, ModelLoadOptions? options = null) => AddModel(null, source, calibration, options);

    /// <summary>A model beside the one that the policy decides by, which rules read as <c>:name_probability:</c> and <c>:name_score:</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="source">Where it comes from; a text is a path.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    public TSelf UseNamedModel(string name, RiskSource source, ModelLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Recipe.AddModelName(name);
        return AddModel(name, source, null, options);
    }

    /// <summary>A model made in code.</summary>
    public TSelf UseModel(IRiskModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return UseModel(new ScorerModel(model));
    }

    /// <summary>A model made in code, with its own name, pipeline, calibration or output.</summary>
    public TSelf UseModel(ScorerModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Name is not null)
        {
            Recipe.AddModelName(model.Name);
        }

        Recipe.Add(SlotOf(model.Name), (builder, _) => builder.UseModel(model));
        return Self;
    }

    /// <summary>The pipeline that makes features of attributes.</summary>
    /// <param name="source">Where it comes from; a text is a path.</param>
    public TSelf UsePipeline(RiskSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Recipe.Add("pipeline", source, reader => FeaturePipeline.Parse(reader.Read(source), _schema, source.Name), static (builder, pipeline) => builder.UsePipeline(pipeline));
        return Self;
    }

    /// <summary>A pipeline made in code.</summary>
    public TSelf UsePipeline(FeaturePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        Recipe.Add("pipeline", (builder, _) => builder.UsePipeline(pipeline));
        return Self;
    }

    /// <summary>The rules. List files that they name are read beside their own file and watched too.</summary>
    /// <param name="source">Where they come from; a text is a path.</param>
    /// <param name="options">How to read them; null for the defaults.</param>
    public TSelf UseRules(RiskSource source, RuleSetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Recipe.Add("rules", source, reader => Recipe.LoadRules(reader, source, options), static (builder, rules) => builder.UseRules(rules));
        return Self;
    }

    /// <summary>Rules made in code.</summary>
    public TSelf UseRules(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Recipe.Add("rules", (builder, _) => builder.UseRules(rules));
        return Self;
    }

    /// <summary>A list that rules may name as <c>@name</c>, one value a line; blank lines and those that start with # count for nothing. It swaps alone: the model is not loaded again.</summary>
    /// <param name="name">The list's name without its sign.</param>
    /// <param name="source">Where it comes from; a text is a path.</param>
    public TSelf UseList(string name, RiskSource source)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(source);
        Recipe.UseList(name, source);
        return Self;
    }

    /// <summary>The policy.</summary>
    public TSelf UsePolicy(Action<DecisionPolicyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Recipe.Add("policy", (builder, _) => builder.UsePolicy(configure));
        return Self;
    }

    /// <summary>The policy as JSON, as <see cref="DecisionPolicy.FromJson"/> reads it.</summary>
    /// <param name="source">Where it comes from; a text is a path.</param>
    public TSelf UsePolicy(RiskSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Recipe.Add("policy", source, reader => ReadPolicy(reader, source), static (builder, policy) => builder.UsePolicy(policy));
        return Self;
    }

    /// <summary>A whole bundle in place of single parts: a folder or zip file; its golden events must be decided the same before it goes live.</summary>
    /// <param name="source">Where it comes from; a text is a path.</param>
    public TSelf UseBundle(RiskSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Recipe.UseBundle(source);
        return Self;
    }

    /// <summary>The store of the past. It outlives reloads.</summary>
    public TSelf UseWindows(IWindowProvider store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Recipe.Windows = store;
        return Self;
    }

    /// <summary>An event that a new snapshot must decide in this way, or it is refused. It is previewed: windows are read and not written.</summary>
    /// <param name="source">The event.</param>
    /// <param name="action">The action it must get.</param>
    /// <param name="rule">The rule that must decide; null for any, or none.</param>
    public TSelf Expect(TEvent source, RiskAction action, string? rule = null) => Check(scorer =>
    {
        RiskDecision decision = scorer.Preview(in source);
        return decision.Action == action && (rule is null || rule == decision.Rule)
            ? []
            : [$"an event that must get {Describe(action, rule)} gets {Describe(decision.Action, decision.Rule)}."];
    });

    /// <summary>A check that a new snapshot must pass before it goes live.</summary>
    /// <param name="check">Tells what is wrong with the scorer; empty when nothing is.</param>
    public TSelf Check(Func<RiskScorer<TEvent>, IEnumerable<string>> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        Recipe.Checks.Add(check);
        return Self;
    }

    /// <summary>Anything else that <see cref="RiskScorerBuilder{TEvent}"/> offers. Runs at start and at every reload, after the other parts that were named before.</summary>
    public TSelf Configure(Action<RiskScorerBuilder<TEvent>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Recipe.Add(null, (builder, _) => configure(builder));
        return Self;
    }

    private static DecisionPolicy ReadPolicy(SourceReader reader, RiskSource source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(reader.Read(source), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return DecisionPolicy.FromJson(document.RootElement, source.Name);
        }
        catch (JsonException exception)
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB016", "this is not JSON: " + exception.Message) with
            {
                File = source.Name,
                Line = (int)(exception.LineNumber ?? 0) + 1,
                Column = (int)(exception.BytePositionInLine ?? 0) + 1,
            });
        }
    }

    private static string SlotOf(string? model) => model is null ? "model" : "model " + model;

    private static string Describe(RiskAction action, string? rule) => action.ToString().ToLowerInvariant() + (rule is null ? "" : $" by rule '{rule}'");

    private static ScorerModel LoadModel(SourceReader reader, string? name, RiskSource source, RiskSource? calibration, ModelLoadOptions? options)
    {
        IRiskModel model = RiskModel.Load(reader.Read(source), source.Name, options);
        return new ScorerModel(model) { Name = name, Calibration = calibration is null ? null : RiskCalibration.Parse(reader.Read(calibration), calibration.Name) };
    }

    private TSelf AddModel(string? name, RiskSource source, RiskSource? calibration, ModelLoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(source);
        Recipe.Add(SlotOf(name), source, reader => LoadModel(reader, name, source, calibration, options), static (builder, model) => builder.UseModel(model));
        return Self;
    }
}
