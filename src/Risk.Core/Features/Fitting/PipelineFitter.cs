using System.Globalization;
using Risk.Events;
using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Fitting;

/// <summary>
/// Fits a pipeline pass by pass: each pass reads all events once and fits every transform whose inputs need no fit any more,
/// until none is left.
/// </summary>
internal sealed class PipelineFitter
{
    private readonly FeatureTrainingData _data;
    private readonly PipelineProblems _problems = new(null, null);
    private PipelineSource _source;
    private IReadOnlyDictionary<FeatureNode, ValueKinds> _kinds;

    private PipelineFitter(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds, FeatureTrainingData data) =>
        (_source, _kinds, _data) = (source, kinds, data);

    public static FeaturePipeline Fit(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds, FeatureTrainingData data)
    {
        var fitter = new PipelineFitter(source, kinds, data);
        while (fitter.TryPass())
        {
        }

        return FeaturePipeline.Create(fitter._source, fitter._problems);
    }

    private bool TryPass()
    {
        Dictionary<TransformNode, string> ready = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < _source.Features.Count; i++)
        {
            FeatureDefinition feature = _source.Features[i];
            FindReady(feature.Node, string.Create(CultureInfo.InvariantCulture, $"features[{i}] ({feature.Name})"), ready);
        }

        if (ready.Count == 0)
        {
            return false;
        }

        var layout = new AttributeLayoutBuilder(_source.Schema);
        var lowering = new Lowering(_source, _kinds, layout);
        (TransformNode Node, string Place, NodeFit Fit)[] fits = [.. ready.Select(n => (n.Key, n.Value, NodeFits.Of(n.Key, lowering)))];
        FeatureProgram program = lowering.Build();
        AttributeRow row = layout.Build().CreateRow();
        double[] slots = new double[program.Steps.Length];
        for (int i = 0; i < _data.Count; i++)
        {
            _data.Fill(i, row);
            ScalarEvaluator.EvaluateSteps(program, row, slots);
            foreach ((_, _, NodeFit fit) in fits)
            {
                fit.Add(row, slots, _data.Labels[i]);
            }
        }

        Dictionary<FeatureNode, FeatureNode> replaced = new(ReferenceEqualityComparer.Instance);
        foreach ((TransformNode node, string place, NodeFit fit) in fits)
        {
            object?[] arguments = [.. node.Arguments];
            if (fit.TryFinish(node, arguments) is (string code, string message, string fix))
            {
                _problems.Add(code, $"'{node.Transform.Name}' can't be fitted: {message}", null, place, fix);
            }
            else
            {
                replaced.Add(node, node.With(node.Inputs, WithoutSettings(node.Transform, arguments)));
            }
        }

        _problems.ThrowIfAny();
        _source = _source with { Features = [.. _source.Features.Select(f => f with { Node = Replace(f.Node, replaced) })] };
        _kinds = PipelineValidator.Validate(_source, _problems, mayBeUnfitted: true);
        _problems.ThrowIfAny();
        return true;
    }

    // A node waits for the nodes below it, and for what it refers to.
    private bool FindReady(FeatureNode node, string place, Dictionary<TransformNode, string> ready)
    {
        if (node is ReferenceNode reference)
        {
            return IsFitted(_source.Feature(reference.Feature)!.Node);
        }

        if (node is not TransformNode transform)
        {
            return true;
        }

        bool inputsAreFitted = true;
        foreach (FeatureNode input in transform.Inputs)
        {
            inputsAreFitted &= FindReady(input, place, ready);
        }

        bool isFitted = FitState.HasArguments(transform);
        if (inputsAreFitted && !isFitted)
        {
            ready.TryAdd(transform, place);
        }

        return inputsAreFitted && isFitted;
    }

    private bool IsFitted(FeatureNode node) => node switch
    {
        ReferenceNode reference => IsFitted(_source.Feature(reference.Feature)!.Node),
        TransformNode transform => FitState.HasArguments(transform) && transform.Inputs.All(IsFitted),
        _ => true,
    };

    private static object?[] WithoutSettings(Transform transform, object?[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = transform.Parameters[i].IsFitSetting ? null : arguments[i];
        }

        return arguments;
    }

    private static FeatureNode Replace(FeatureNode node, Dictionary<FeatureNode, FeatureNode> replaced)
    {
        if (replaced.TryGetValue(node, out FeatureNode? known))
        {
            return known;
        }

        if (node is not TransformNode transform)
        {
            return node;
        }

        // Kept by reference, so that an expression used twice is still one.
        FeatureNode[] inputs = [.. transform.Inputs.Select(i => Replace(i, replaced))];
        bool isSame = inputs.SequenceEqual(transform.Inputs, ReferenceEqualityComparer.Instance);
        FeatureNode result = isSame ? node : transform.With(inputs, transform.Arguments);
        replaced.Add(node, result);
        return result;
    }
}
