using Risk.Events;
using Risk.Features.Definitions;
using Risk.Internals;

namespace Risk.Features.Evaluation;

/// <summary>
/// Turns a checked pipeline into operations on slots and asks the layout for what they read. Equal expressions share
/// their slots, so a value is computed once however many features use it.
/// </summary>
internal sealed class Lowering
{
    private readonly PipelineSource _source;
    private readonly IReadOnlyDictionary<FeatureNode, ValueKinds> _kinds;
    private readonly AttributeLayoutBuilder _layout;
    private readonly NodeFingerprints _fingerprints;
    private readonly Dictionary<Fingerprint, int> _slots = [];
    private readonly Dictionary<NumberStep, int> _stepSlots = [];
    private readonly List<NumberStep> _steps = [];
    private readonly List<FeatureOutput> _outputs = [];
    private readonly List<double[]> _edges = [];
    private readonly List<CodeTable> _codeTables = [];
    private readonly List<RowFunction> _functions = [];
    private readonly List<HashedGroup> _hashedGroups = [];

    /// <param name="source">A checked pipeline.</param>
    /// <param name="kinds">What its nodes give.</param>
    /// <param name="layout">Asked for what is read.</param>
    public Lowering(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds, AttributeLayoutBuilder layout)
    {
        (_source, _kinds, _layout) = (source, kinds, layout);
        _fingerprints = new NodeFingerprints(source, kinds);
    }

    public static FeatureProgram Lower(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds, AttributeLayoutBuilder layout)
    {
        var lowering = new Lowering(source, kinds, layout);
        foreach (FeatureDefinition feature in source.Features)
        {
            if (feature.Node is TransformNode { Transform: VectorTransform vector } node)
            {
                vector.Lower(node, lowering);
            }
            else
            {
                lowering.AddFeature(lowering.Number(feature.Node));
            }
        }

        return lowering.Build();
    }

    /// <summary>The slot of a number or timestamp.</summary>
    public int Number(FeatureNode node)
    {
        Fingerprint fingerprint = _fingerprints.Of(node);
        if (!_slots.TryGetValue(fingerprint, out int slot))
        {
            slot = node switch
            {
                AttributeNode attribute => Attribute(attribute.Name),
                ConstantNode constant => Add(new NumberStep(NumberOperation.Constant, First: constant.Value)),
                ReferenceNode reference => Number(Target(reference)),
                TransformNode { Transform: NumberTransform transform } number => transform.Lower(number, this),
                _ => throw new InvalidOperationException($"A {node.GetType().Name} gives no number."),
            };
            _slots[fingerprint] = slot;
        }

        return slot;
    }

    /// <summary>The characters of a text.</summary>
    public TextSource Text(FeatureNode node)
    {
        switch (node)
        {
            case AttributeNode attribute:
                int position = _layout.IndexOf(attribute.Name);
                _layout.Use(position, AttributeUse.Text);
                return new AttributeTextSource(position);
            case TransformNode { Transform: TextTransform transform } text:
                return transform.Lower(text, this);
            default:
                throw new InvalidOperationException($"A {node.GetType().Name} gives no text.");
        }
    }

    /// <summary>The identity of a number, text or category.</summary>
    /// <param name="node">The node.</param>
    /// <param name="fold">Compare a token without case.</param>
    public CategorySource Category(FeatureNode node, bool fold = false)
    {
        switch (node)
        {
            case AttributeNode attribute when IsText(node) && !(fold && IsExact(node)):
                int position = _layout.IndexOf(attribute.Name);
                _layout.Use(position, AttributeUse.Hash);
                return new AttributeCategorySource(position);
            case AttributeNode when IsText(node):
            case TransformNode { Transform: TextTransform }:
                return new TextCategorySource(Text(node));
            case TransformNode { Transform: CategoryTransform transform } category:
                return transform.Lower(category, this);
            default:
                return new NumberCategorySource(Number(node));
        }
    }

    /// <inheritdoc cref="Category(FeatureNode, bool)"/>
    public CategorySource Category(FeatureNode node) => Category(node, fold: false);

    /// <summary>What a node's categories look like, or null when it has none.</summary>
    public CategoryDomain? DomainOf(FeatureNode node) => CategoryDomains.TryFind(_source, node, _kinds);

    /// <summary>What a node gives.</summary>
    public ValueKinds KindOf(FeatureNode node) => node is ReferenceNode reference ? KindOf(Target(reference)) : _kinds[node];

    /// <summary>Whether it is a text and nothing else.</summary>
    public bool IsText(FeatureNode node) => (_kinds[node] & ValueKinds.Text) != 0 && (_kinds[node] & ValueKinds.Number) == 0;

    /// <summary>Whether it is a token, which compares with case.</summary>
    public bool IsExact(FeatureNode node) =>
        node is AttributeNode attribute && _source.Schema.TryGet(attribute.Name, out AttributeDefinition? definition) && definition.Kind == AttributeKind.Token;

    /// <summary>A number that keeps equal texts of different attributes apart in feature hashing: from the attribute's name, or the transform's and its inputs'.</summary>
    public ulong Salt(FeatureNode node) => node switch
    {
        AttributeNode attribute => TextHash.Exact(attribute.Name),
        TransformNode transform => transform.Inputs.Aggregate(
            TextHash.Exact(transform.Transform.Name), (state, input) => TextHash.Combine(state, Salt(input))),
        ReferenceNode reference => Salt(Target(reference)),
        _ => 0,
    };

    public int Add(NumberStep step)
    {
        if (!_stepSlots.TryGetValue(step, out int slot))
        {
            slot = _steps.Count;
            _steps.Add(step);
            _stepSlots.Add(step, slot);
        }

        return slot;
    }

    public int Add(RowFunction function)
    {
        _functions.Add(function);
        return Add(new NumberStep(NumberOperation.Function, Data: _functions.Count - 1));
    }

    public int AddEdges(double[] edges)
    {
        _edges.Add(edges);
        return _edges.Count - 1;
    }

    /// <summary>The slot of the value that stands for the input's category.</summary>
    public int AddCategoryTable(
        FeatureNode input, IReadOnlyList<Category> categories, ReadOnlySpan<double> values, double unknown, double missing, bool reportsUnknown)
    {
        if (input is AttributeNode attribute && IsText(input))
        {
            int position = _layout.IndexOf(attribute.Name);
            _layout.Use(position, AttributeUse.Code);
            int[] codes = [.. categories.Select(c => _layout.UseCode(position, c.Text!))];
            _codeTables.Add(new CodeTable(position, codes, values, unknown, missing, reportsUnknown));
            return Add(new NumberStep(NumberOperation.CodeLookup, Data: _codeTables.Count - 1));
        }

        CategorySource source = Category(input);
        CategoryDomain domain = CategoryDomains.TryFind(_source, input, _kinds)!;
        ulong[] keys = [.. categories.Select(c => domain.TryKey(c, out ulong key) ? key : 0)];
        return Add(new CategoryLookup(source, keys, values, unknown, missing, reportsUnknown));
    }

    public void AddFeature(int slot) => _outputs.Add(new FeatureOutput(slot));

    public void AddHashed(int buckets, bool isSigned, ulong[] salts, CategorySource[] sources)
    {
        _hashedGroups.Add(new HashedGroup(_outputs.Count, buckets, isSigned, salts, sources));
        _outputs.AddRange(Enumerable.Repeat(FeatureOutput.Hashed, buckets));
    }

    /// <summary>The program so far.</summary>
    public FeatureProgram Build() => new()
    {
        Steps = [.. _steps],
        Outputs = [.. _outputs],
        Edges = [.. _edges],
        CodeTables = [.. _codeTables],
        Functions = [.. _functions],
        HashedGroups = [.. _hashedGroups],
        RowLength = RowLength(),
    };

    private int Attribute(string name)
    {
        int position = _source.Window(name) is null ? _layout.IndexOf(name) : _layout.AddComputed(name, AttributeKind.Number);
        _layout.Use(position, AttributeUse.Number);
        return Add(new NumberStep(NumberOperation.Attribute, position));
    }

    private FeatureNode Target(ReferenceNode reference) => _source.Feature(reference.Feature)!.Node;

    private int RowLength()
    {
        int length = _layout.Schema.Count;
        foreach (NumberStep step in _steps)
        {
            length = step.Operation == NumberOperation.Attribute ? Math.Max(length, step.Left + 1) : length;
        }

        return length;
    }
}
