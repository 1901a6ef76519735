using System.Globalization;
using Risk.Internals;

namespace Risk.Features.Definitions;

/// <summary>
/// Checks a pipeline and reports everything that is wrong with it at once. What comes from code and what comes from
/// JSON is checked by the same rules.
/// </summary>
internal sealed class PipelineValidator
{
    private readonly PipelineSource _source;
    private readonly PipelineProblems _problems;
    private readonly bool _mayBeUnfitted;
    private readonly Dictionary<FeatureNode, ValueKinds> _kinds = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FeatureDefinition, ValueKinds> _features = new(ReferenceEqualityComparer.Instance);
    private readonly List<FeatureDefinition> _open = [];

    private PipelineValidator(PipelineSource source, PipelineProblems problems, bool mayBeUnfitted) =>
        (_source, _problems, _mayBeUnfitted) = (source, problems, mayBeUnfitted);

    /// <summary>Checks everything.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="mayBeUnfitted">Whether parameters that a fit provides may be left out.</param>
    /// <returns>What every node gives; meaningful when there are no problems.</returns>
    public static IReadOnlyDictionary<FeatureNode, ValueKinds> Validate(PipelineSource source, PipelineProblems problems, bool mayBeUnfitted)
    {
        var validator = new PipelineValidator(source, problems, mayBeUnfitted);
        WindowValidator.Validate(source, problems);
        validator.Names();
        for (int i = 0; i < source.Features.Count; i++)
        {
            validator.Feature(source.Features[i]);
        }

        if (!problems.Any)
        {
            validator.ExpandedNames();
        }

        return validator._kinds;
    }

    private static string Describe(ValueKinds kinds) => kinds switch
    {
        ValueKinds.Number => "a number",
        ValueKinds.Timestamp => "a timestamp",
        ValueKinds.Text => "a text",
        ValueKinds.Category => "a category without characters",
        ValueKinds.Vector => "several features at once",
        ValueKinds.Identity => "a number, text or category",
        _ => "a number, timestamp, text or category",
    };

    private void Names()
    {
        if (_source.Features.Count == 0)
        {
            _problems.Add(FeatureCodes.NoFeatures, "The pipeline has no features.", null, "features", "Add at least one feature.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (FeatureDefinition feature in _source.Features)
        {
            bool wasReported = feature.NameRange is null && feature.Range is not null;
            if (string.IsNullOrWhiteSpace(feature.Name) && !wasReported)
            {
                _problems.Add(FeatureCodes.WrongShape, "A feature has no name.", feature.NameRange ?? feature.Range, PathOf(feature), "Give it a name.");
            }
            else if (!wasReported && !seen.Add(feature.Name))
            {
                _problems.Add(
                    FeatureCodes.DuplicateFeature, $"Two features are named '{feature.Name}'.", feature.NameRange, PathOf(feature), "Rename one of them.");
            }
        }
    }

    // One-hot and the like make names of their own, which may meet others.
    private void ExpandedNames()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int count = 0;
        foreach (FeatureDefinition feature in _source.Features)
        {
            if (Unfitted(feature.Node))
            {
                continue;
            }

            IReadOnlyList<string> names = FeatureNaming.NamesOf(feature);
            count += names.Count;
            if (names.FirstOrDefault(name => !seen.Add(name)) is { } duplicate)
            {
                _problems.Add(
                    FeatureCodes.DuplicateFeature,
                    $"Two features are named '{duplicate}'; one comes from '{feature.Name}'.",
                    feature.NameRange,
                    PathOf(feature),
                    "Rename one of them.");
            }
        }

        if (count > Transforms.ParameterBounds.MostFeatures)
        {
            _problems.Add(FeatureCodes.TooLarge, $"The pipeline has {count} features; at most {Transforms.ParameterBounds.MostFeatures} are allowed.", null, "features");
        }
    }

    private bool Unfitted(FeatureNode node) => _mayBeUnfitted && !Fitting.FitState.IsFitted(node);

    private string PathOf(FeatureDefinition feature)
    {
        for (int i = 0; i < _source.Features.Count; i++)
        {
            if (ReferenceEquals(_source.Features[i], feature))
            {
                return string.Create(CultureInfo.InvariantCulture, $"features[{i}]");
            }
        }

        return "features";
    }

    private ValueKinds Feature(FeatureDefinition feature)
    {
        if (_features.TryGetValue(feature, out ValueKinds known))
        {
            return known;
        }

        string path = PathOf(feature);
        _open.Add(feature);
        ValueKinds kinds = Narrow(feature.Node, Node(feature.Node, path), ValueKinds.Number);
        _open.RemoveAt(_open.Count - 1);
        if (kinds != ValueKinds.None && (kinds & (ValueKinds.Number | ValueKinds.Vector)) == 0)
        {
            _problems.Add(
                FeatureCodes.WrongKind,
                $"The feature '{feature.Name}' is {Describe(kinds)}, but a feature must be a number.",
                feature.Node.Range ?? feature.Range,
                path,
                (kinds & ValueKinds.Timestamp) != 0 ? "Use hour, weekday, month, cyclic_hour or age." : "Use one_hot, ordinal, target_mean, frequency or hash.");
            kinds = ValueKinds.None;
        }

        return _features[feature] = kinds;
    }

    private ValueKinds Node(FeatureNode node, string path) => _kinds[node] = node switch
    {
        AttributeNode attribute => Attribute(attribute, path),
        ConstantNode constant => Constant(constant, path),
        ReferenceNode reference => Reference(reference, path),
        TransformNode transform => Transform(transform, path),
        _ => ValueKinds.None,
    };

    private ValueKinds Attribute(AttributeNode node, string path)
    {
        ValueKinds kinds = _source.KindOf(node.Name);
        if (kinds == ValueKinds.None)
        {
            string[] names = [.. _source.Schema.Attributes.Select(a => a.Name), .. _source.Windows.Select(w => w.Name)];
            _problems.Add(
                FeatureCodes.UnknownAttribute,
                $"There is no attribute or window '{node.Name}'.",
                node.Range,
                path,
                EditDistance.Nearest(node.Name, names) is { } near ? $"Did you mean '{near}'?" : "Add it to the schema, or declare a window of that name.");
            return ValueKinds.None;
        }

        if ((kinds & node.Expected) == 0)
        {
            _problems.Add(
                FeatureCodes.WrongKind, $"'{node.Name}' is {Describe(kinds)}, but it is used as {Describe(node.Expected)}.", node.Range, path);
            return ValueKinds.None;
        }

        return kinds & node.Expected;
    }

    // Metadata is a token that may be a number: what it is depends on who reads it, and text comes first.
    private ValueKinds Narrow(FeatureNode node, ValueKinds kinds, ValueKinds accepted)
    {
        if (kinds != (ValueKinds.Text | ValueKinds.Number))
        {
            return kinds;
        }

        return _kinds[node] = (accepted & ValueKinds.Text) != 0 ? ValueKinds.Text : ValueKinds.Number;
    }

    private ValueKinds Constant(ConstantNode node, string path)
    {
        if (!double.IsFinite(node.Value))
        {
            _problems.Add(FeatureCodes.OutOfRange, "A constant must be finite.", node.Range, path);
        }

        return ValueKinds.Number;
    }

    private ValueKinds Reference(ReferenceNode node, string path)
    {
        if (_source.Feature(node.Feature) is not { } target)
        {
            string[] names = [.. _source.Features.Select(f => f.Name)];
            _problems.Add(
                FeatureCodes.UnknownFeature,
                $"There is no feature '{node.Feature}'.",
                node.Range,
                path,
                EditDistance.Nearest(node.Feature, names) is { } near ? $"Did you mean '{near}'?" : null);
            return ValueKinds.None;
        }

        int start = _open.IndexOf(target);
        if (start >= 0)
        {
            string way = string.Join(" → ", _open.Skip(start).Append(target).Select(f => f.Name));
            _problems.Add(
                FeatureCodes.Cycle, $"The feature '{node.Feature}' depends on itself: {way}.", node.Range, path, "Break the cycle: read an attribute instead.");
            return ValueKinds.None;
        }

        return Feature(target);
    }

    private ValueKinds Transform(TransformNode node, string path)
    {
        Transform transform = node.Transform;
        if (node.Inputs.Count < transform.Inputs.Count || node.Inputs.Count > transform.MaximumInputs)
        {
            string wanted = transform.MaximumInputs == transform.Inputs.Count
                ? transform.Inputs.Count == 1 ? "one input" : $"{transform.Inputs.Count} inputs"
                : $"{transform.Inputs.Count} to {transform.MaximumInputs} inputs";
            _problems.Add(FeatureCodes.WrongInputCount, $"{transform.Name} takes {wanted}, not {node.Inputs.Count}.", node.Range, path);
        }

        var kinds = new ValueKinds[node.Inputs.Count];
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            string inputPath = node.Inputs.Count == 1 ? $"{path}.input" : string.Create(CultureInfo.InvariantCulture, $"{path}.inputs[{i}]");
            ValueKinds accepted = transform.InputKinds(i);
            kinds[i] = Narrow(node.Inputs[i], Node(node.Inputs[i], inputPath), accepted);
            if (kinds[i] != ValueKinds.None && (kinds[i] & accepted) == 0)
            {
                _problems.Add(
                    FeatureCodes.WrongKind,
                    $"{transform.Name} takes {Describe(accepted)}, but its input is {Describe(kinds[i])}.",
                    node.Inputs[i].Range ?? node.Range,
                    inputPath);
                kinds[i] = ValueKinds.None;
            }
        }

        if (!kinds.Contains(ValueKinds.None))
        {
            CategoryDomain? domain = CategoryDomains.TryFind(_source, node.Inputs.Count > 0 ? node.Inputs[0] : node, _kinds);
            if (ParameterValidator.Validate(node, path, domain, _mayBeUnfitted, _problems))
            {
                transform.Validate(node, new NodeProblems(_problems, node, path, kinds));
            }
        }

        return transform.Output;
    }
}
