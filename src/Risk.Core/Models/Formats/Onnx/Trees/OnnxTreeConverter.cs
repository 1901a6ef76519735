using System.Globalization;
using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Makes trees of a table. A table may share nodes between branches, as LightGBM's converter does for sets: a
/// chain of equalities whose true branches meet becomes one membership test, and what else is shared is copied within
/// bounds.
/// </summary>
internal sealed class OnnxTreeConverter
{
    /// <summary>The largest category a set may have; larger ones, and fractions, become a chain of equalities.</summary>
    private const int MaximumMember = 2_047;

    private const int Growth = 4;
    private const int Allowance = 4_096;

    private readonly OnnxTreeTable _table;
    private long _budget;

    private OnnxTreeConverter(OnnxTreeTable table)
    {
        _table = table;
        long parts = (long)table.Features.Length + table.LeafCount + table.Members.Sum(members => (long)(members?.Length ?? 0));
        _budget = (parts * Growth) + Allowance;
    }

    /// <summary>The trees in file order, their leaves still without values.</summary>
    /// <exception cref="GraphException">Nodes form a cycle, or share so much that copies would be too many.</exception>
    public static OnnxTreeBuilder[] Convert(OnnxTreeTable table)
    {
        OnnxTreeConverter converter = new(table);
        converter.CheckCycles();
        return [.. table.Roots.Select(converter.Convert)];
    }

    private OnnxTreeBuilder Convert(int root)
    {
        OnnxTreeBuilder tree = new();
        Stack<(int Reference, int Parent, bool Left)> pending = new();
        pending.Push((root, -1, false));
        while (pending.TryPop(out (int Reference, int Parent, bool Left) next))
        {
            if (--_budget < 0)
            {
                throw GraphException.TooLarge("the trees share so many nodes that copies of them would be too many.");
            }

            tree.Attach(next.Reference < 0 ? tree.AddLeaf(~next.Reference) : AddNode(tree, next.Reference, pending), next.Parent, next.Left);
        }

        return tree;
    }

    /// <summary>Adds an inner node and leaves its branches to be done, the true branch first.</summary>
    private int AddNode(OnnxTreeBuilder tree, int node, Stack<(int Reference, int Parent, bool Left)> pending)
    {
        List<double> members = _table.Members[node] is { } listed ? [.. listed] : [];
        int last = node;
        while (IsChained(node, last))
        {
            members = last == node ? [_table.Thresholds[node]] : members;
            last = _table.WhenFalse[last];
            members.Add(_table.Thresholds[last]);
        }

        bool asSet = members.Count > 0 && members.TrueForAll(member => member is >= 0 and <= MaximumMember && member == Math.Truncate(member));
        if (asSet)
        {
            int set = tree.AddSet(_table.Features[node], members, _table.MissingIsTrue[node]);
            pending.Push((_table.WhenFalse[last], set, false));
            pending.Push((_table.WhenTrue[node], set, true));
            return set;
        }

        return _table.Members[node] is null ? AddTest(tree, node, pending) : AddEqualities(tree, node, members, pending);
    }

    private int AddTest(OnnxTreeBuilder tree, int node, Stack<(int Reference, int Parent, bool Left)> pending)
    {
        bool missing = _table.MissingIsTrue[node] || _table.Kinds[node] == SplitKind.NotEqual;
        int test = tree.AddTest(_table.Features[node], _table.Kinds[node], _table.Thresholds[node], missing);
        pending.Push((_table.WhenFalse[node], test, false));
        pending.Push((_table.WhenTrue[node], test, true));
        return test;
    }

    /// <summary>A set of numbers that are no small integers: one equality after the other, the true branch copied for each.</summary>
    private int AddEqualities(OnnxTreeBuilder tree, int node, List<double> members, Stack<(int Reference, int Parent, bool Left)> pending)
    {
        int first = -1;
        int previous = -1;
        foreach (double member in members)
        {
            int test = tree.AddTest(_table.Features[node], SplitKind.Equal, member, _table.MissingIsTrue[node]);
            _budget--;
            if (previous >= 0)
            {
                tree.Attach(test, previous, left: false);
            }

            first = first < 0 ? test : first;
            previous = test;
            pending.Push((_table.WhenTrue[node], test, true));
        }

        pending.Push((_table.WhenFalse[node], previous, false));
        return first;
    }

    private bool IsChained(int first, int last)
    {
        int next = _table.WhenFalse[last];
        return next >= 0
            && _table.Kinds[last] == SplitKind.Equal
            && _table.Kinds[next] == SplitKind.Equal
            && _table.Features[next] == _table.Features[first]
            && _table.WhenTrue[next] == _table.WhenTrue[first]
            && _table.MissingIsTrue[next] == _table.MissingIsTrue[first];
    }

    /// <summary>A way from a node back to itself would be an endless loop.</summary>
    private void CheckCycles()
    {
        const byte OnWay = 1;
        const byte Done = 2;
        byte[] states = new byte[_table.Features.Length];
        Stack<int> way = new();
        foreach (int root in _table.Roots)
        {
            way.Push(root);
            while (way.TryPop(out int node))
            {
                if (node < 0 || states[node] == Done)
                {
                    continue;
                }

                if (states[node] == OnWay)
                {
                    states[node] = Done;
                    continue;
                }

                states[node] = OnWay;
                way.Push(node);
                foreach (int child in (ReadOnlySpan<int>)[_table.WhenTrue[node], _table.WhenFalse[node]])
                {
                    if (child >= 0 && states[child] == OnWay)
                    {
                        throw GraphException.Attribute(string.Create(
                            CultureInfo.InvariantCulture, $"the nodes of a tree form a cycle: inner node {child} is its own descendant."));
                    }

                    way.Push(child);
                }
            }
        }
    }
}
