using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>Gives the leaves of trees their values: one where a tree votes for a single target, else one for each margin.</summary>
/// <param name="table">The votes.</param>
/// <param name="marginOf">The margin each class or target adds to; negative to leave it out.</param>
/// <param name="presenceOf">The margin that counts votes for each class; negative for none.</param>
/// <param name="marginCount">The number of margins.</param>
/// <param name="alwaysWide">Every tree adds to every margin, if only zero.</param>
internal sealed class OnnxLeafFiller(OnnxTreeTable table, int[] marginOf, int[] presenceOf, int marginCount, bool alwaysWide)
{
    private const int Growth = 64;
    private const int Allowance = 1 << 20;

    private long _budget = ((long)table.Weights.Length * Growth) + Allowance;

    /// <summary>The tree with its values.</summary>
    /// <exception cref="GraphException">The values would be far more than the file has votes.</exception>
    public TreeDefinition Fill(OnnxTreeBuilder tree)
    {
        int margin = SingleMargin(tree);
        int width = margin < 0 && marginCount > 1 ? marginCount : 1;
        _budget -= (long)tree.Leaves.Count * width;
        if (_budget < 0)
        {
            throw GraphException.TooLarge("the leaves have so few votes for so many targets that a table of them would be too large.");
        }

        double[] leaves = new double[tree.Leaves.Count * width];
        for (int leaf = 0; leaf < tree.Leaves.Count; leaf++)
        {
            int source = tree.Leaves[leaf];
            for (int vote = table.LeafStart[source]; vote < table.LeafStart[source + 1]; vote++)
            {
                int target = table.Targets[vote];
                if (marginOf[target] >= 0)
                {
                    leaves[(leaf * width) + (width > 1 ? marginOf[target] : 0)] = table.Weights[vote];
                }

                if (width > 1 && presenceOf[target] >= 0)
                {
                    leaves[(leaf * width) + presenceOf[target]] = 1;
                }
            }
        }

        return tree.Build(leaves, width, Math.Max(margin, 0));
    }

    /// <summary>The one margin that all leaves of a tree add to; negative when there are several.</summary>
    private int SingleMargin(OnnxTreeBuilder tree)
    {
        int margin = -1;
        foreach (int leaf in tree.Leaves)
        {
            int start = table.LeafStart[leaf];
            int own = table.LeafStart[leaf + 1] == start + 1 ? marginOf[table.Targets[start]] : -1;
            if (alwaysWide || own < 0 || (margin >= 0 && own != margin))
            {
                return -1;
            }

            margin = own;
        }

        return margin;
    }
}
