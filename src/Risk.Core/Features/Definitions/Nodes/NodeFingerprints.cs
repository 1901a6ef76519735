using Risk.Events;
using Risk.Internals;
using Risk.Velocity;

namespace Risk.Features.Definitions;

/// <summary>
/// Identifies expressions by what they compute: names of features and windows do not count, references stand for what
/// they refer to, defaults for what is left out, and settings of a fit for nothing.
/// </summary>
internal sealed class NodeFingerprints(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds)
{
    private readonly Dictionary<FeatureNode, Fingerprint> _known = new(ReferenceEqualityComparer.Instance);

    public static Fingerprint OfPipeline(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds)
    {
        var nodes = new NodeFingerprints(source, kinds);
        var builder = new FingerprintBuilder("risk.pipeline.1");
        foreach (FeatureDefinition feature in source.Features)
        {
            builder.Add(nodes.Of(feature.Node));
        }

        return builder.Build();
    }

    public Fingerprint Of(FeatureNode node)
    {
        if (_known.TryGetValue(node, out Fingerprint known))
        {
            return known;
        }

        Fingerprint fingerprint = node switch
        {
            AttributeNode attribute => Attribute(attribute),
            ConstantNode constant => new FingerprintBuilder("constant").Add(Canonical(constant.Value)).Build(),
            ReferenceNode reference => Of(source.Feature(reference.Feature)!.Node),
            TransformNode transform => Transform(transform),
            _ => throw new InvalidOperationException($"A {node.GetType().Name} has no fingerprint."),
        };
        return _known[node] = fingerprint;
    }

    private static double Canonical(double value) => value == 0 ? 0 : value;

    private Fingerprint Attribute(AttributeNode node)
    {
        if (source.Window(node.Name) is { } window)
        {
            return Window(window);
        }

        AttributeDefinition attribute = source.Schema[source.Schema.IndexOf(node.Name)];
        return new FingerprintBuilder("attribute").Add(attribute.Name).Add((int)attribute.Kind).Add((int)kinds[node]).Build();
    }

    private static Fingerprint Window(WindowDefinition window)
    {
        FingerprintBuilder builder = new FingerprintBuilder("window").Add(window.Keys.Count);
        foreach (string key in window.Keys)
        {
            builder.Add(key);
        }

        builder.Add((int)window.Aggregate).Add(window.Value).Add(window.Window.Ticks).Add(window.Lag.Ticks).Add(window.IncludeCurrent ? 1 : 0).Add(window.Where);

        // Only where it is set: pipelines without it keep the fingerprints that models were trained with.
        builder = window.Buckets is { } buckets ? builder.Add("buckets").Add(buckets) : builder;
        return (window.ExactDistinctValues is { } values ? builder.Add("exact distinct values").Add(values) : builder).Build();
    }

    private Fingerprint Transform(TransformNode node)
    {
        FingerprintBuilder builder = new FingerprintBuilder("transform").Add(node.Transform.Name).Add(node.Inputs.Count);
        foreach (FeatureNode input in node.Inputs)
        {
            builder.Add(Of(input));
        }

        CategoryDomain? domain = node.Inputs.Count == 0 ? null : CategoryDomains.TryFind(source, node.Inputs[0], kinds);
        ulong[] keys = Keys(node, domain);
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        if (!node.Transform.CategoriesAreOrdered)
        {
            Array.Sort((ulong[])keys.Clone(), order);
        }

        for (int i = 0; i < node.Arguments.Count; i++)
        {
            if (!node.Transform.Parameters[i].IsFitSetting)
            {
                Add(builder, node.Value(i), keys, order);
            }
        }

        return builder.Build();
    }

    private static ulong[] Keys(TransformNode node, CategoryDomain? domain)
    {
        Category[] categories = node.Arguments.OfType<Category[]>().FirstOrDefault() ?? [];
        return Array.ConvertAll(categories, c => domain is not null && domain.TryKey(c, out ulong key) ? key : 0);
    }

    private static void Add(FingerprintBuilder builder, object? value, ulong[] keys, int[] order)
    {
        switch (value)
        {
            case double number:
                builder.Add(Canonical(number));
                break;
            case int number:
                builder.Add(number);
                break;
            case bool flag:
                builder.Add(flag ? 1 : 0);
                break;
            case double[] numbers:
                builder.Add(numbers.Length);
                for (int i = 0; i < numbers.Length; i++)
                {
                    builder.Add(Canonical(numbers[order.Length == numbers.Length ? order[i] : i]));
                }

                break;
            case Category[]:
                builder.Add(keys.Length);
                foreach (int index in order)
                {
                    builder.Add(unchecked((long)keys[index]));
                }

                break;
            default:
                builder.Add(value as string);
                break;
        }
    }
}
