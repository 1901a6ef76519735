using System.Runtime.Intrinsics;

namespace Risk.Models.Explanation;

/// <summary>The space an explanation needs, one per thread; grows to the largest model explained on it and stays.</summary>
internal sealed class ExplanationScratch
{
    [ThreadStatic]
    private static ExplanationScratch? _current;

    /// <summary>The row's values by slot.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>The contributions by slot, a lane per quadrature node.</summary>
    public Vector256<double>[] Contributions { get; private set; } = [];

    /// <summary>
    /// Per inner node, one place on: whether the row goes left (bit 0) and whether it passes the tests of the node's feature above (bit 1).
    /// The first place is a node that both holds for.
    /// </summary>
    public byte[] Ways { get; private set; } = [];

    /// <summary>Per node, leaves after inner nodes, the weight of the way to it.</summary>
    public Vector256<double>[] Weights { get; private set; } = [];

    /// <summary>Per inner node, the weight of its left side.</summary>
    public Vector256<double>[] LeftWeights { get; private set; } = [];

    /// <summary>Per node, leaves after inner nodes, the weighted mean of the leaves below.</summary>
    public Vector256<double>[] Means { get; private set; } = [];

    /// <summary>The leaves of a tree of linear leaves, for the row.</summary>
    public double[] LeafValues { get; private set; } = [];

    /// <summary>The thread's scratch, at least as large as asked for.</summary>
    public static ExplanationScratch Rent(int slots, int nodes, int linearLeaves)
    {
        ExplanationScratch scratch = _current ??= new ExplanationScratch();
        if (scratch.Values.Length < slots)
        {
            scratch.Values = new double[slots];
            scratch.Contributions = new Vector256<double>[slots];
        }

        if (scratch.Ways.Length <= nodes)
        {
            scratch.Ways = new byte[nodes + 1];
            scratch.Weights = new Vector256<double>[(2 * nodes) + 1];
            scratch.LeftWeights = new Vector256<double>[nodes];
            scratch.Means = new Vector256<double>[(2 * nodes) + 1];
        }

        if (scratch.LeafValues.Length < linearLeaves)
        {
            scratch.LeafValues = new double[linearLeaves];
        }

        return scratch;
    }
}
