namespace Risk.Models.Trees;

/// <summary>Tells whether two nodes ask the same of a value.</summary>
internal readonly struct PredicateKey(TreeDefinition tree, int node) : IEquatable<PredicateKey>
{
    private readonly TreeDefinition _tree = tree;
    private readonly int _node = node;

    public bool Equals(PredicateKey other) =>
        _tree.Feature[_node] == other._tree.Feature[other._node]
        && _tree.Kind[_node] == other._tree.Kind[other._node]
        && _tree.Missing[_node] == other._tree.Missing[other._node]
        && _tree.DefaultLeft[_node] == other._tree.DefaultLeft[other._node]
        && _tree.Threshold[_node].Equals(other._tree.Threshold[other._node])
        && Words.SequenceEqual(other.Words);

    public override bool Equals(object? obj) => obj is PredicateKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_tree.Feature[_node]);
        hash.Add(_tree.Kind[_node]);
        hash.Add(_tree.Threshold[_node]);
        foreach (uint word in Words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    private ReadOnlySpan<uint> Words => _tree.CategoryWords.AsSpan(_tree.CategoryStart[_node], _tree.CategoryLength[_node]);
}
