using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>Tells what of a pipeline still waits for data.</summary>
internal static class FitState
{
    /// <summary>Whether a node and everything below it has all its arguments; a reference counts for itself only.</summary>
    public static bool IsFitted(FeatureNode node) =>
        node is not TransformNode transform || (HasArguments(transform) && transform.Inputs.All(IsFitted));

    /// <summary>Whether the node itself has all its arguments.</summary>
    public static bool HasArguments(TransformNode node)
    {
        for (int i = 0; i < node.Arguments.Count; i++)
        {
            if (node.Transform.Parameters[i].IsFitted && node.Value(i) is null)
            {
                return false;
            }
        }

        return true;
    }
}
