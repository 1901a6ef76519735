using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Models.Trees;

namespace Risk.Models.Explanation;

/// <summary>One tree, one row, four quadrature nodes at a time; the formulas are <see cref="TreeExplainer"/>'s.</summary>
/// <remarks>
/// Without branches that depend on the row or on where leaves are: they would be mispredicted half of the time. A node without a node of its feature
/// above has a reach of 1, and then A is 1. No multiplication is fused with an addition and lanes never meet, so the bits are the same on every machine.
/// References are unchecked: children, ancestors and slots were made by <see cref="ExplainedTree"/> from a validated definition,
/// parents before children, and the scratch has room for every node.
/// </remarks>
internal static class ExplanationKernel
{
    private const byte GoesLeft = 1;
    private const byte Passes = 2;

    /// <summary>Adds the tree's contributions, lane by lane, to the scratch.</summary>
    /// <param name="tree">The tree; it has at least one inner node.</param>
    /// <param name="rule">The quadrature.</param>
    /// <param name="values">The row's values by slot.</param>
    /// <param name="leafValues">The leaves' values.</param>
    /// <param name="width">Values per leaf.</param>
    /// <param name="margin">Which of them.</param>
    /// <param name="scratch">The thread's scratch.</param>
    public static void Run(
        ExplainedTree tree, GaussLegendre rule, ReadOnlySpan<double> values, ReadOnlySpan<double> leafValues, int width, int margin, ExplanationScratch scratch)
    {
        FindWays(tree, values, scratch.Ways);
        ref Vector256<double> leaves = ref scratch.Means[tree.Nodes.Length];
        for (int leaf = 0; leaf <= tree.Nodes.Length; leaf++)
        {
            Unsafe.Add(ref leaves, leaf) = Vector256.Create(leafValues[(leaf * width) + margin]);
        }

        for (int group = 0; group < rule.Nodes.Length; group++)
        {
            GoDown(tree.Nodes, scratch, rule.Nodes[group], rule.Weights[group]);
            GoUp(tree.Nodes, scratch);
        }
    }

    private static void FindWays(ExplainedTree tree, ReadOnlySpan<double> values, byte[] ways)
    {
        ref ExplainedNode nodes = ref MemoryMarshal.GetArrayDataReference(tree.Nodes);
        ref double value = ref MemoryMarshal.GetReference(values);
        ref byte way = ref MemoryMarshal.GetArrayDataReference(ways);
        way = GoesLeft | Passes;
        int count = tree.Nodes.Length;
        for (int i = 0; i < count; i++)
        {
            ref readonly ExplainedNode node = ref Unsafe.Add(ref nodes, i);
            double x = Unsafe.Add(ref value, node.Slot);
            bool isLess = x <= node.Threshold;
            bool isNaN = double.IsNaN(x);
            int left = Unsafe.BitCast<bool, byte>(isLess) | (Unsafe.BitCast<bool, byte>(isNaN) & node.NaNLeft);
            if (node.Test != ExplainedTest.Plain)
            {
                left = Unsafe.BitCast<bool, byte>(GoesLeftOtherwise(tree.Tree, in node, x));
            }

            int above = Unsafe.Add(ref way, node.Ancestor);
            int passes = (above >> 1) & ~(above ^ node.LeftOfAncestor) & 1;
            Unsafe.Add(ref way, i + 1) = (byte)((passes << 1) | left);
        }
    }

    private static bool GoesLeftOtherwise(TreeDefinition tree, in ExplainedNode node, double x)
    {
        if (node.Test == ExplainedTest.ZeroIsMissing)
        {
            return Math.Abs(x) > SplitTest.ZeroThreshold ? x <= node.Threshold : node.NaNLeft != 0;
        }

        return SplitTest.GoesLeft(tree, node.Source, x);
    }

    // From the root: the weight of the way to each node and of its left side. The weight of the way then becomes the factor of the node's contribution.
    private static void GoDown(ExplainedNode[] tree, ExplanationScratch scratch, Vector256<double> known, Vector256<double> quadratureWeight)
    {
        ref ExplainedNode nodes = ref MemoryMarshal.GetArrayDataReference(tree);
        ref byte ways = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(scratch.Ways), 1);
        ref Vector256<double> weights = ref MemoryMarshal.GetArrayDataReference(scratch.Weights);
        ref Vector256<double> leftWeights = ref MemoryMarshal.GetArrayDataReference(scratch.LeftWeights);
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> unknown = one - known;
        weights = quadratureWeight;
        for (int i = 0; i < tree.Length; i++)
        {
            ref readonly ExplainedNode node = ref Unsafe.Add(ref nodes, i);
            int way = Unsafe.Add(ref ways, i);
            Vector256<double> passes = Vector256.Create(-(long)(way >> 1)).AsDouble();
            double side = way & GoesLeft;
            Vector256<double> weight = Unsafe.Add(ref weights, i);
            Vector256<double> inverse = one / (known + (unknown * node.Reach));
            Vector256<double> left = ((unknown * (node.Reach * node.LeftShare)) + (known * side)) * inverse;
            left = Vector256.ConditionalSelect(passes, left, Vector256.Create(node.LeftShare));
            Vector256<double> leftWay = weight * left;
            Unsafe.Add(ref weights, node.Left) = leftWay;
            Unsafe.Add(ref weights, node.Right) = weight - leftWay;
            Unsafe.Add(ref leftWeights, i) = left;
            Unsafe.Add(ref weights, i) = (weight * ((side - node.LeftShare) * node.Reach) * inverse * inverse) & passes;
        }
    }

    // From the leaves: the mean below each node, and what its feature contributes.
    private static void GoUp(ExplainedNode[] tree, ExplanationScratch scratch)
    {
        ref ExplainedNode nodes = ref MemoryMarshal.GetArrayDataReference(tree);
        ref Vector256<double> factors = ref MemoryMarshal.GetArrayDataReference(scratch.Weights);
        ref Vector256<double> leftWeights = ref MemoryMarshal.GetArrayDataReference(scratch.LeftWeights);
        ref Vector256<double> means = ref MemoryMarshal.GetArrayDataReference(scratch.Means);
        ref Vector256<double> contributions = ref MemoryMarshal.GetArrayDataReference(scratch.Contributions);
        for (int i = tree.Length - 1; i >= 0; i--)
        {
            ref readonly ExplainedNode node = ref Unsafe.Add(ref nodes, i);
            Vector256<double> right = Unsafe.Add(ref means, node.Right);
            Vector256<double> difference = Unsafe.Add(ref means, node.Left) - right;
            Unsafe.Add(ref means, i) = right + (Unsafe.Add(ref leftWeights, i) * difference);
            Unsafe.Add(ref contributions, node.Slot) += Unsafe.Add(ref factors, i) * difference;
        }
    }
}
