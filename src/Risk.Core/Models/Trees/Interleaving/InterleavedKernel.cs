using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

/// <summary>
/// Walks eight trees at a time in lock-step. A step is two dependent loads, a comparison and an addition, so one tree alone would wait
/// for memory most of the time; eight wait together. No branch depends on data: trees that end early stay at their leaf,
/// and those that don't are collected and walked on.
/// </summary>
/// <remarks>
/// Eight, because eight pointers, the keys and two temporaries are what x64 has registers for. Counts are rounded up to groups:
/// what lies behind them must name the leaf of no tree. Unsafe reads: slots and distances are the builder's own.
/// </remarks>
internal static unsafe class InterleavedKernel<TNode, TKey>
    where TNode : unmanaged, IKeyedNode<TNode, TKey>
    where TKey : unmanaged
{
    /// <summary>The trees of a group.</summary>
    internal const int Lanes = 8;

    /// <summary>Walks trees down from their roots.</summary>
    /// <param name="nodes">The nodes of the model.</param>
    /// <param name="keys">The row.</param>
    /// <param name="roots">Where the trees begin.</param>
    /// <param name="count">The number of trees.</param>
    /// <param name="levels">How many steps.</param>
    /// <param name="states">Receives where each tree is.</param>
    internal static void Descend(TNode* nodes, TKey* keys, int* roots, int count, int levels, int* states)
    {
        for (int group = 0; group < count; group += Lanes)
        {
            int* root = roots + group;
            TNode* a = nodes + root[0];
            TNode* b = nodes + root[1];
            TNode* c = nodes + root[2];
            TNode* d = nodes + root[3];
            TNode* e = nodes + root[4];
            TNode* f = nodes + root[5];
            TNode* g = nodes + root[6];
            TNode* h = nodes + root[7];
            for (int level = levels; level > 0; level--)
            {
                a = TNode.Next(a, keys);
                b = TNode.Next(b, keys);
                c = TNode.Next(c, keys);
                d = TNode.Next(d, keys);
                e = TNode.Next(e, keys);
                f = TNode.Next(f, keys);
                g = TNode.Next(g, keys);
                h = TNode.Next(h, keys);
            }

            int* state = states + group;
            state[0] = (int)(a - nodes);
            state[1] = (int)(b - nodes);
            state[2] = (int)(c - nodes);
            state[3] = (int)(d - nodes);
            state[4] = (int)(e - nodes);
            state[5] = (int)(f - nodes);
            state[6] = (int)(g - nodes);
            state[7] = (int)(h - nodes);
        }
    }

    /// <summary>Lists the trees that are not at a leaf.</summary>
    /// <returns>How many there are.</returns>
    internal static int Collect(TNode* nodes, int* states, int count, int* unfinished)
    {
        int found = 0;
        for (int tree = 0; tree < count; tree++)
        {
            unfinished[found] = tree;
            found += Open(nodes + states[tree]);
        }

        return found;
    }

    /// <summary>Walks listed trees on, and keeps in the list those that are still not at a leaf.</summary>
    /// <param name="nodes">The nodes of the model.</param>
    /// <param name="keys">The row.</param>
    /// <param name="states">Where each tree is.</param>
    /// <param name="unfinished">The trees, and room for <see cref="Lanes"/> more.</param>
    /// <param name="count">How many trees are listed.</param>
    /// <param name="levels">How many steps.</param>
    /// <param name="idle">A state that is the leaf of no tree.</param>
    /// <returns>How many trees are left.</returns>
    internal static int Advance(TNode* nodes, TKey* keys, int* states, int* unfinished, int count, int levels, int idle)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            unfinished[count + lane] = idle;
        }

        int left = 0;
        for (int group = 0; group < count; group += Lanes)
        {
            int* tree = unfinished + group;
            TNode* a = nodes + states[tree[0]];
            TNode* b = nodes + states[tree[1]];
            TNode* c = nodes + states[tree[2]];
            TNode* d = nodes + states[tree[3]];
            TNode* e = nodes + states[tree[4]];
            TNode* f = nodes + states[tree[5]];
            TNode* g = nodes + states[tree[6]];
            TNode* h = nodes + states[tree[7]];
            for (int level = levels; level > 0; level--)
            {
                a = TNode.Next(a, keys);
                b = TNode.Next(b, keys);
                c = TNode.Next(c, keys);
                d = TNode.Next(d, keys);
                e = TNode.Next(e, keys);
                f = TNode.Next(f, keys);
                g = TNode.Next(g, keys);
                h = TNode.Next(h, keys);
            }

            left = Keep(nodes, a, tree[0], states, unfinished, left);
            left = Keep(nodes, b, tree[1], states, unfinished, left);
            left = Keep(nodes, c, tree[2], states, unfinished, left);
            left = Keep(nodes, d, tree[3], states, unfinished, left);
            left = Keep(nodes, e, tree[4], states, unfinished, left);
            left = Keep(nodes, f, tree[5], states, unfinished, left);
            left = Keep(nodes, g, tree[6], states, unfinished, left);
            left = Keep(nodes, h, tree[7], states, unfinished, left);
        }

        return left;
    }

    // The list is compacted in place: it is never written beyond what was read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep(TNode* nodes, TNode* node, int tree, int* states, int* unfinished, int left)
    {
        states[tree] = (int)(node - nodes);
        unfinished[left] = tree;
        return left + Open(node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Open(TNode* node)
    {
        bool open = !TNode.IsLeaf(node);
        return Unsafe.BitCast<bool, byte>(open);
    }
}
