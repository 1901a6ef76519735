using System.Runtime.InteropServices;

namespace Risk.Features.Vectorization.Operations;

/// <summary>How so many edges stand on the tape: by sixteen as trees, the rest in their own order.</summary>
internal sealed class EdgeOrder
{
    // Up to here comparing one by one takes no more instructions than a tree.
    private const int MostSingleEdges = 10;

    private readonly int _trees;
    private readonly int _singles;

    private EdgeOrder(int count)
    {
        int rest = count % EdgeTree.Edges;
        _singles = rest <= MostSingleEdges ? rest : 0;
        _trees = (count - _singles + EdgeTree.Edges - 1) / EdgeTree.Edges;
        Places = new int[(_trees * EdgeTree.Edges) + _singles];
        for (int place = 0; place < Places.Length; place++)
        {
            int tree = place / EdgeTree.Edges;
            Places[place] = tree < _trees ? (tree * EdgeTree.Edges) + EdgeTree.Order[place % EdgeTree.Edges] : place;
        }
    }

    /// <summary>By place, the index of the edge that stands there; indices beyond the last edge stand for infinity.</summary>
    public int[] Places { get; }

    public static EdgeOrder Of(int count) => new(count);

    /// <summary>The header that stands before them.</summary>
    /// <param name="isHalf">Whether both halves are the same lanes.</param>
    public double[] Header(bool isHalf)
    {
        var header = new EdgeHeader(_trees, _singles, isHalf ? 1 : 0);
        return MemoryMarshal.Cast<EdgeHeader, double>(new ReadOnlySpan<EdgeHeader>(in header)).ToArray();
    }
}
