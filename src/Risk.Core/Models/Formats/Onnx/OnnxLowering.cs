using Risk.Internals.Numerics;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Replaces a graph that is a tree operator, perhaps with a widening before and a link behind it, by the ensemble itself, so
/// that the fast engines, margins and explanations apply. Only where the numbers stay the same.
/// </summary>
internal static class OnnxLowering
{
    /// <summary>The faster form; null when the graph isn't one.</summary>
    public static IRiskModel? Lower(OnnxImport import, int featureCount, OnnxResults results, ModelInfo info)
    {
        GraphValue[] needed = [.. results.Scores.Select(score => score.Value), .. results.Label is null ? Array.Empty<GraphValue>() : [results.Label]];
        ReadOnlySpan<GraphOperator> steps = GraphPlan.Prune(import.Builder.Operators, needed);

        // Rows are widened first where trees compare in double: the ensemble does that by itself.
        if (steps is [CastOperator<float, double> widening, TreeOperator wide, ..])
        {
            if (widening.Inputs[0].Buffer.Feature != 0 || wide.Inputs[0].Buffer != widening.Outputs[0].Buffer)
            {
                return null;
            }

            steps = steps[1..];
        }

        if (steps is not [TreeOperator tree, .. { Length: <= 1 } tail])
        {
            return null;
        }

        LinkFunction? link = tail.IsEmpty ? LinkFunction.Identity : Link(tail[0], tree);
        GraphValue scores = tail.IsEmpty ? tree.Outputs[0] : tail[0].Outputs[0];
        return link is { } known && results.Scores is [{ Value: var value }] && value.Buffer == scores.Buffer
            ? OnnxTreeLowering.Lower(tree, import.Trees[tree], known, featureCount, results, info, import.Options)
            : null;
    }

    /// <summary>The link that an operator behind a regressor is; null when it is none.</summary>
    private static LinkFunction? Link(GraphOperator tail, TreeOperator tree)
    {
        bool follows = !tree.Scoring.IsClassifier && tail.Inputs.Length == 1 && tail.Inputs[0].Buffer == tree.Outputs[0].Buffer;
        return tail switch
        {
            _ when !follows => null,
            LaneOperator<SigmoidFunction> => LinkFunction.Sigmoid,
            LaneOperator<ExpFunction> => LinkFunction.Exponential,
            SoftmaxOperator softmax when softmax.IsPlain(tree.Scoring.Targets) => LinkFunction.Softmax,
            _ => null,
        };
    }
}
