namespace Risk.Models.Trees;

/// <summary>
/// A node of an interleaved tree: a row goes right when the key in its slot is above its threshold. Both children lie side by side, as far
/// behind the node as it says. A leaf is its own child: slot 0 holds the lowest key, so nothing is above a leaf's threshold, which has
/// room for the leaf's position then.
/// </summary>
internal unsafe interface IKeyedNode<TSelf, TKey>
    where TSelf : unmanaged, IKeyedNode<TSelf, TKey>
    where TKey : unmanaged
{
    /// <summary>The last slot that a node can name.</summary>
    static abstract int MaximumSlot { get; }

    /// <summary>How far behind a node its children may lie.</summary>
    static abstract int MaximumDistance { get; }

    /// <summary>The key of a numerical threshold.</summary>
    static abstract TKey KeyOfThreshold(double threshold);

    /// <summary>The key of a small number.</summary>
    static abstract TKey KeyOf(int value);

    /// <summary>What slot 0 holds.</summary>
    static abstract TKey LowestKey { get; }

    /// <summary>Makes a node; a leaf has slot 0 and distance 0.</summary>
    static abstract TSelf Create(TKey threshold, int slot, int distance);

    /// <summary>One step down, without a branch.</summary>
    static abstract TSelf* Next(TSelf* node, TKey* keys);

    /// <summary>Whether a node is a leaf.</summary>
    static abstract bool IsLeaf(TSelf* node);

    /// <summary>The position of a leaf.</summary>
    static abstract int Leaf(TSelf* node);

    /// <summary>The keys of a float32 row.</summary>
    static abstract void Fill(OrderedRow row, float* values, TKey* keys);

    /// <summary>The keys of a float64 row.</summary>
    static abstract void Fill(OrderedRow row, double* values, TKey* keys);
}
