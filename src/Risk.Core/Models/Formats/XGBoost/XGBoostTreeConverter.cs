using System.Globalization;
using Risk.Models.Trees;

namespace Risk.Models.Formats.XGBoost;

/// <summary>
/// Makes trees of node arrays: finds which nodes can be reached, checks each of them, and numbers inner nodes and leaves
/// apart, parents before children. Deleted nodes stay behind.
/// </summary>
internal sealed class XGBoostTreeConverter(FormatProblems problems, string modelPath, int featureCount, int marginCount, CategoryBudget budget)
{
    private const int LeafMarker = -1;

    /// <summary>The tree, or null when it has problems.</summary>
    /// <param name="source">The arrays of the file.</param>
    /// <param name="index">The number of the tree, for messages.</param>
    /// <param name="margin">The margin it adds to.</param>
    /// <param name="weight">Its DART weight, or 1.</param>
    public TreeDefinition? Convert(XGBoostTree source, int index, int margin, float weight)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"{modelPath}.trees[{index}]");
        if (!CheckLengths(source, path) || FindReachable(source, path) is not { } order)
        {
            return null;
        }

        int[] numbers = Number(source, order, out int innerCount, out int leafCount);
        int width = Math.Max(source.LeafWidth, 1);
        bool hasCover = source.SumHessian.Length > 0;
        CategorySets sets = CategorySets.Read(source, problems, path, budget);
        TreeDefinition tree = new()
        {
            Feature = new int[innerCount],
            Threshold = new double[innerCount],
            Kind = new SplitKind[innerCount],
            Missing = new MissingKind[innerCount],
            DefaultLeft = new bool[innerCount],
            Left = new int[innerCount],
            Right = new int[innerCount],
            CategoryStart = new int[innerCount],
            CategoryLength = new int[innerCount],
            CategoryWords = sets.Words,
            LeafValue = new double[leafCount * width],
            LeafWidth = width,
            Margin = margin,
            Weight = weight,
            NodeCover = new double[hasCover ? innerCount : 0],
            LeafCover = new double[hasCover ? leafCount : 0],
        };
        foreach (int node in order)
        {
            if (source.LeftChildren![node] == LeafMarker)
            {
                WriteLeaf(source, path, node, ~numbers[node], tree);
            }
            else
            {
                WriteInner(source, path, node, numbers, sets, tree);
            }
        }

        return tree;
    }

    private static string At(string path, string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}.{field}[{index}]");

    private bool CheckLengths(XGBoostTree source, string path)
    {
        if (source.LeftChildren is not { Length: > 0 } left)
        {
            problems.Error("RM013", $"{path}.left_children", "is missing or empty: a tree has at least one node.");
            return false;
        }

        int count = left.Length;
        int width = Math.Max(source.LeafWidth, 1);
        bool right = CheckLength(path, "right_children", source.RightChildren?.Length, count);
        bool features = CheckLength(path, "split_indices", source.SplitIndices?.Length, count);
        bool thresholds = CheckLength(path, "split_conditions", source.SplitConditions?.Length, count);
        bool defaults = CheckLength(path, "default_left", source.DefaultLeft?.Length, count);
        bool types = source.SplitType.Length == 0 || CheckLength(path, "split_type", source.SplitType.Length, count);
        bool covers = source.SumHessian.Length == 0 || CheckLength(path, "sum_hessian", source.SumHessian.Length, count);
        bool nodes = source.NodeCount is null || source.NodeCount == count;
        if (!nodes)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"is {source.NodeCount}, but left_children has {count} items.");
            problems.Error("RM013", $"{path}.tree_param.num_nodes", message);
        }

        bool widths = width == 1 || width == marginCount;
        if (!widths)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"is {width}, but the model has {marginCount} outputs.");
            problems.Error("RM013", $"{path}.tree_param.size_leaf_vector", message);
        }
        else if (width > 1 && source.LeafWeights.Length == 0)
        {
            widths = CheckLength(path, "base_weights", source.BaseWeights.Length, (long)count * width);
        }

        return right && features && thresholds && defaults && types && covers && nodes && widths;
    }

    private bool CheckLength(string path, string field, int? actual, long expected)
    {
        if (actual == expected)
        {
            return true;
        }

        string message = actual is null
            ? "is missing."
            : string.Create(CultureInfo.InvariantCulture, $"has {actual} items where the number of nodes asks for {expected}.");
        problems.Error("RM013", $"{path}.{field}", message);
        return false;
    }

    // Breadth first, so that no tree is too deep for it; a node that is met twice makes a cycle or has two parents.
    private List<int>? FindReachable(XGBoostTree source, string path)
    {
        int[] left = source.LeftChildren!;
        int[] right = source.RightChildren!;
        bool[] met = new bool[left.Length];
        List<int> order = [0];
        met[0] = true;
        bool sound = true;
        for (int i = 0; i < order.Count; i++)
        {
            int node = order[i];
            if (left[node] != LeafMarker)
            {
                sound &= Meet(path, "left_children", node, left[node], met, order);
                sound &= Meet(path, "right_children", node, right[node], met, order);
            }
        }

        return sound ? order : null;
    }

    private bool Meet(string path, string field, int node, int child, bool[] met, List<int> order)
    {
        if ((uint)child >= (uint)met.Length)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"{child} is no node: the tree has the nodes 0 to {met.Length - 1}.");
            problems.Error("RM030", At(path, field, node), message);
            return false;
        }

        if (met[child])
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"node {child} has another parent already: the nodes form no tree.");
            problems.Error("RM030", At(path, field, node), message);
            return false;
        }

        met[child] = true;
        order.Add(child);
        return true;
    }

    // Inner nodes from 0, leaves as ~0, ~1 …
    private static int[] Number(XGBoostTree source, List<int> order, out int innerCount, out int leafCount)
    {
        int[] numbers = new int[source.LeftChildren!.Length];
        innerCount = 0;
        leafCount = 0;
        foreach (int node in order)
        {
            numbers[node] = source.LeftChildren[node] == LeafMarker ? ~leafCount++ : innerCount++;
        }

        return numbers;
    }

    private void WriteInner(XGBoostTree source, string path, int node, int[] numbers, CategorySets sets, TreeDefinition tree)
    {
        int inner = numbers[node];
        int feature = source.SplitIndices![node];
        if ((uint)feature >= (uint)featureCount)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"{feature} is no feature: the model has the features 0 to {featureCount - 1}.");
            problems.Error("RM032", At(path, "split_indices", node), message);
        }

        int type = source.SplitType.Length == 0 ? 0 : source.SplitType[node];
        if (type is not 0 and not 1)
        {
            problems.Error("RM014", At(path, "split_type", node), string.Create(CultureInfo.InvariantCulture, $"{type} is unknown: it must be 0 (numerical) or 1 (categorical)."));
        }

        tree.Feature[inner] = feature;
        tree.Left[inner] = numbers[source.LeftChildren![node]];
        tree.Right[inner] = numbers[source.RightChildren![node]];
        tree.Missing[inner] = MissingKind.NaN;
        tree.DefaultLeft[inner] = source.DefaultLeft![node] != 0;
        if (tree.NodeCover.Length > 0)
        {
            tree.NodeCover[inner] = Cover(source, path, node);
        }

        if (type == 1)
        {
            tree.Kind[inner] = SplitKind.CategoryNotIn;
            if (!sets.TryGet(node, out tree.CategoryStart[inner], out tree.CategoryLength[inner]))
            {
                problems.Error("RM014", At(path, "split_type", node), "the node is categorical, but categories_nodes doesn't list it.");
            }

            return;
        }

        float threshold = source.SplitConditions![node];
        tree.Kind[inner] = SplitKind.Less;
        tree.Threshold[inner] = threshold;
        if (float.IsNaN(threshold))
        {
            problems.Error("RM031", At(path, "split_conditions", node), "the threshold of an inner node must be a number, not NaN.");
        }
    }

    private void WriteLeaf(XGBoostTree source, string path, int node, int leaf, TreeDefinition tree)
    {
        if (tree.LeafCover.Length > 0)
        {
            tree.LeafCover[leaf] = Cover(source, path, node);
        }

        (float[] values, long start, string field) = LeafValues(source, node, tree.LeafWidth);
        if (start < 0 || start + tree.LeafWidth > values.Length)
        {
            problems.Error("RM013", At(path, "right_children", node), $"the leaf's values lie outside {field}.");
            return;
        }

        for (int i = 0; i < tree.LeafWidth; i++)
        {
            float value = values[start + i];
            tree.LeafValue[(leaf * tree.LeafWidth) + i] = value;
            if (!float.IsFinite(value))
            {
                problems.Error("RM033", At(path, field, (int)start + i), "a leaf's value must be a finite number.");
            }
        }
    }

    private static (float[] Values, long Start, string Field) LeafValues(XGBoostTree source, int node, int width)
    {
        if (width == 1)
        {
            return (source.SplitConditions!, node, "split_conditions");
        }

        return source.LeafWeights.Length > 0
            ? (source.LeafWeights, (long)source.RightChildren![node] * width, "leaf_weights")
            : (source.BaseWeights, (long)node * width, "base_weights");
    }

    private double Cover(XGBoostTree source, string path, int node)
    {
        float cover = source.SumHessian[node];
        if (!float.IsFinite(cover) || cover < 0)
        {
            problems.Error("RM034", At(path, "sum_hessian", node), "a cover must be a finite number that is not negative.");
        }

        return cover;
    }
}
