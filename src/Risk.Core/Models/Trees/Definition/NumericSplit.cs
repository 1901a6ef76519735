namespace Risk.Models.Trees;

/// <summary>
/// A numerical inner node in the one form that fast engines run: <c>x &lt;= Threshold</c> goes left, anything else right, missing
/// values where they are told. Strict tests move the threshold to the value before it; <c>&gt;</c> and <c>&gt;=</c> swap the children.
/// </summary>
/// <param name="Threshold">The threshold, never NaN.</param>
/// <param name="IsMirrored">The children are swapped: left here is the node's right.</param>
/// <param name="Missing">What is missing, and where it goes.</param>
internal readonly record struct NumericSplit(double Threshold, bool IsMirrored, MissingRoute Missing)
{
    /// <summary>Brings a node to this form.</summary>
    /// <returns>False when it has none: it tests for equality or membership, or no value can pass it.</returns>
    internal static bool TryCreate(TreeDefinition tree, int node, out NumericSplit split)
    {
        split = default;
        double threshold = tree.Threshold[node];
        SplitKind kind = tree.Kind[node];
        if (kind is not (SplitKind.LessOrEqual or SplitKind.Less or SplitKind.GreaterOrEqual or SplitKind.Greater) || double.IsNaN(threshold))
            return false;

        if (kind is SplitKind.Less or SplitKind.GreaterOrEqual)
        {
            if (double.IsNegativeInfinity(threshold))
                return false;
            threshold = Math.BitDecrement(threshold);
        }

        bool mirrored = kind is SplitKind.GreaterOrEqual or SplitKind.Greater;
        split = new NumericSplit(threshold, mirrored, Route(tree, node, mirrored));
        return true;
    }

    /// <summary>The largest float32 that isn't above a threshold: a float32 row compares with it as with the threshold itself.</summary>
    internal static float RoundDown(double threshold)
    {
        float rounded = (float)threshold;
        return rounded > threshold ? MathF.BitDecrement(rounded) : rounded;
    }

    private static MissingRoute Route(TreeDefinition tree, int node, bool mirrored)
    {
        if (tree.Missing[node] == MissingKind.NaNIsZero)
            return MissingRoute.AsZero;

        bool left = SplitTest.GoesLeft(tree, node, double.NaN) != mirrored;
        return tree.Missing[node] == MissingKind.ZeroOrNaN
            ? left ? MissingRoute.ZeroLeft : MissingRoute.ZeroRight
            : left ? MissingRoute.Left : MissingRoute.Right;
    }
}
