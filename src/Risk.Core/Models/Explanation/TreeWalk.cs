using System.Numerics;
using Risk.Models.Trees;

namespace Risk.Models.Explanation;

/// <summary>One tree, one row: visits every leaf with the path of unique features that leads to it.</summary>
internal ref struct TreeWalk<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TreeFractions _fractions;
    private readonly TreeDefinition _tree;
    private readonly ReadOnlySpan<T> _row;
    private readonly int _margin;
    private readonly bool _rowsAreSingle;
    private readonly PendingNode[] _frames;
    private readonly PathElement[] _elements;
    private readonly Span<double> _contributions;
    private int _pending;

    public TreeWalk(TreeFractions fractions, ReadOnlySpan<T> row, int margin, bool rowsAreSingle, TreeExplainerScratch scratch, Span<double> contributions)
    {
        _fractions = fractions;
        _tree = fractions.Tree;
        _row = row;
        _margin = margin;
        _rowsAreSingle = rowsAreSingle;
        _frames = scratch.Frames;
        _elements = scratch.Elements;
        _contributions = contributions;
    }

    public void Run()
    {
        _frames[0] = new PendingNode { Node = 0, Feature = -1, Zero = 1, One = 1 };
        _pending = 1;
        while (_pending > 0)
        {
            PendingNode next = _frames[--_pending];
            int start = next.PathStart + next.PathLength;
            Span<PathElement> path = _elements.AsSpan(start, next.PathLength + 1);
            _elements.AsSpan(next.PathStart, next.PathLength).CopyTo(path);
            Extend(path, next.Zero, next.One, next.Feature);
            if (next.Node < 0)
            {
                AddLeaf(path, ~next.Node);
            }
            else
            {
                Part(path, start, next.Node);
            }
        }
    }

    // Adds the last element: a subset of the longer path either knows it (One) or doesn't (Zero).
    private static void Extend(Span<PathElement> path, double zero, double one, int feature)
    {
        int last = path.Length - 1;
        path[last] = new PathElement { Feature = feature, Zero = zero, One = one, Weight = last == 0 ? 1 : 0 };
        double count = path.Length;
        for (int i = last - 1; i >= 0; i--)
        {
            double weight = path[i].Weight;
            path[i + 1].Weight += one * weight * (i + 1) / count;
            path[i].Weight = zero * weight * (last - i) / count;
        }
    }

    // Takes an element out again: the inverse of Extend, whatever the order in which elements came.
    private static void Unwind(Span<PathElement> path, int index)
    {
        int last = path.Length - 1;
        double zero = path[index].Zero;
        double one = path[index].One;
        double count = path.Length;
        double next = path[last].Weight;
        for (int i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double weight = path[i].Weight;
                path[i].Weight = next * count / ((i + 1) * one);
                next = weight - (path[i].Weight * zero * (last - i) / count);
            }
            else
            {
                path[i].Weight = path[i].Weight * count / (zero * (last - i));
            }
        }

        for (int i = index; i < last; i++)
        {
            path[i].Feature = path[i + 1].Feature;
            path[i].Zero = path[i + 1].Zero;
            path[i].One = path[i + 1].One;
        }
    }

    // The sum of the weights that Unwind would leave, without unwinding.
    private static double UnwoundSum(ReadOnlySpan<PathElement> path, int index)
    {
        int last = path.Length - 1;
        double zero = path[index].Zero;
        double one = path[index].One;
        double count = path.Length;
        double next = path[last].Weight;
        double sum = 0;
        for (int i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double weight = next * count / ((i + 1) * one);
                sum += weight;
                next = path[i].Weight - (weight * zero * (last - i) / count);
            }
            else
            {
                sum += path[i].Weight * count / (zero * (last - i));
            }
        }

        return sum;
    }

    private readonly void AddLeaf(ReadOnlySpan<PathElement> path, int leaf)
    {
        double value = _fractions.LeafValue(leaf, _margin, _row, _rowsAreSingle);
        for (int i = 1; i < path.Length; i++)
        {
            PathElement element = path[i];

            // A test that no training row passed and this row doesn't pass either: the leaf is out of reach for every subset.
            if (element.One != element.Zero)
            {
                _contributions[element.Feature] += UnwoundSum(path, i) * (element.One - element.Zero) * value;
            }
        }
    }

    private void Part(Span<PathElement> path, int start, int node)
    {
        int feature = _tree.Feature[node];
        double zero = 1;
        double one = 1;
        int length = path.Length;
        for (int i = 1; i < path.Length; i++)
        {
            if (path[i].Feature == feature)
            {
                zero = path[i].Zero;
                one = path[i].One;
                Unwind(path, i);
                length--;
                break;
            }
        }

        double value = double.CreateTruncating(_row[feature]);
        bool left = SplitTest.GoesLeft(_tree, node, _rowsAreSingle ? (float)value : value);
        Push(_tree.Right[node], start, length, feature, zero * _fractions.Right[node], left ? 0 : one);
        Push(_tree.Left[node], start, length, feature, zero * _fractions.Left[node], left ? one : 0);
    }

    private void Push(int node, int start, int length, int feature, double zero, double one)
    {
        // Neither a training row nor this one gets there: every subset's weight is 0.
        if (zero != 0 || one != 0)
        {
            _frames[_pending++] = new PendingNode { Node = node, PathStart = start, PathLength = length, Feature = feature, Zero = zero, One = one };
        }
    }
}
