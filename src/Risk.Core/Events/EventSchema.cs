using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Risk.Internals;

namespace Risk.Events;

/// <summary>
/// The attributes an event has, in a fixed order. An attribute's position in the schema is its position in
/// every <see cref="AttributeRow"/>. Immutable and safe for any number of threads.
/// </summary>
public sealed partial class EventSchema
{
    private readonly AttributeDefinition[] _attributes;
    private readonly Dictionary<string, int> _positions;
    private StrongBox<Fingerprint>? _fingerprint;

    /// <summary>Creates a schema of the attributes in their order.</summary>
    /// <param name="attributes">Distinctly named attributes.</param>
    /// <exception cref="ArgumentException">Two attributes share a name, or a name is empty.</exception>
    public EventSchema(IEnumerable<AttributeDefinition> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        _attributes = [.. attributes];
        var positions = new Dictionary<string, int>(_attributes.Length, StringComparer.Ordinal);
        for (int i = 0; i < _attributes.Length; i++)
        {
            string name = _attributes[i].Name;
            if (string.IsNullOrEmpty(name))
            {
                throw new ArgumentException($"The attribute at position {i} has no name.", nameof(attributes));
            }

            if (!positions.TryAdd(name, i))
            {
                throw new ArgumentException(
                    $"The attribute '{name}' is defined twice, at positions {positions[name]} and {i}: rename one.", nameof(attributes));
            }
        }

        _positions = positions;
    }

    /// <summary>The attributes in the order of their positions.</summary>
    public IReadOnlyList<AttributeDefinition> Attributes => _attributes;

    /// <summary>The number of attributes.</summary>
    public int Count => _attributes.Length;

    /// <summary>Identifies the schema by meaning: names, kinds and order (bounds and key marks do not count).</summary>
    // Hashed when first asked for: in a fresh process the first hash costs more than reading the schema.
    public Fingerprint Fingerprint => (_fingerprint ??= new StrongBox<Fingerprint>(ComputeFingerprint(_attributes))).Value;

    /// <summary>The attribute at a position.</summary>
    public AttributeDefinition this[int position] => _attributes[position];

    /// <summary>The position of an attribute, or -1 when the schema has none of that name.</summary>
    public int IndexOf(string name) => _positions.TryGetValue(name, out int position) ? position : -1;

    /// <summary>Finds an attribute by name.</summary>
    /// <returns>True when the schema has it.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out AttributeDefinition? attribute)
    {
        int position = IndexOf(name);
        attribute = position < 0 ? null : _attributes[position];
        return position >= 0;
    }

    /// <summary>The same schema with more attributes at its end; positions of the present ones do not change.</summary>
    /// <exception cref="ArgumentException">An added name is already taken.</exception>
    public EventSchema With(params IEnumerable<AttributeDefinition> added) => new(_attributes.Concat(added));

    private static Fingerprint ComputeFingerprint(AttributeDefinition[] attributes)
    {
        var builder = new FingerprintBuilder("risk.schema.1");
        foreach (AttributeDefinition attribute in attributes)
        {
            builder.Add(attribute.Name).Add((int)attribute.Kind).Add(attribute.IsMetadata ? 1 : 0);
        }

        return builder.Build();
    }
}
