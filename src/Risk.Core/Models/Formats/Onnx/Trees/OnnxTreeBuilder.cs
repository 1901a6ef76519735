using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>Collects the nodes of one tree. Leaves are numbered as they come and remember which leaf of the table they are.</summary>
internal sealed class OnnxTreeBuilder
{
    private readonly List<int> _features = [];
    private readonly List<double> _thresholds = [];
    private readonly List<SplitKind> _kinds = [];
    private readonly List<bool> _missingLeft = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<int> _setStart = [];
    private readonly List<int> _setLength = [];
    private readonly List<uint> _words = [];

    /// <summary>The table's leaf of each leaf.</summary>
    public List<int> Leaves { get; } = [];

    /// <summary>Adds a leaf.</summary>
    /// <returns>Its reference.</returns>
    public int AddLeaf(int leaf)
    {
        Leaves.Add(leaf);
        return ~(Leaves.Count - 1);
    }

    /// <summary>Adds a comparison with a threshold.</summary>
    public int AddTest(int feature, SplitKind kind, double threshold, bool missingLeft) => Add(feature, kind, threshold, missingLeft, 0, 0);

    /// <summary>Adds a test for membership in a set of small integers.</summary>
    public int AddSet(int feature, List<double> members, bool missingLeft)
    {
        int start = _words.Count;
        int length = ((int)members.Max() >> 5) + 1;
        _words.AddRange(new uint[length]);
        foreach (double member in members)
        {
            _words[start + ((int)member >> 5)] |= 1u << ((int)member & 31);
        }

        return Add(feature, SplitKind.Member, 0, missingLeft, start, length);
    }

    /// <summary>Makes a node or leaf the branch of another.</summary>
    public void Attach(int child, int parent, bool left)
    {
        if (parent >= 0)
        {
            (left ? _left : _right)[parent] = child;
        }
    }

    /// <summary>The tree. NaN never meets a comparison: it goes where the file sends it, or where every comparison that fails does.</summary>
    public TreeDefinition Build(double[] leafValues, int leafWidth, int margin) => new()
    {
        Feature = [.. _features],
        Threshold = [.. _thresholds],
        Kind = [.. _kinds],
        Missing = [.. Enumerable.Repeat(MissingKind.NaN, _features.Count)],
        DefaultLeft = [.. _missingLeft],
        Left = [.. _left],
        Right = [.. _right],
        CategoryStart = [.. _setStart],
        CategoryLength = [.. _setLength],
        CategoryWords = [.. _words],
        LeafValue = leafValues,
        LeafWidth = leafWidth,
        Margin = margin,
    };

    private int Add(int feature, SplitKind kind, double threshold, bool missingLeft, int setStart, int setLength)
    {
        _features.Add(feature);
        _thresholds.Add(threshold);
        _kinds.Add(kind);
        _missingLeft.Add(missingLeft);
        _left.Add(0);
        _right.Add(0);
        _setStart.Add(setStart);
        _setLength.Add(setLength);
        return _features.Count - 1;
    }
}
