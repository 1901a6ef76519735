using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// The trees of an ONNX operator in one form for all versions: inner nodes in one table, leaves in another. A reference to
/// a node is its position; below zero it is the leaf <c>~reference</c>. Nodes may still be shared or form cycles.
/// </summary>
internal sealed record OnnxTreeTable
{
    /// <summary>Where each tree begins.</summary>
    public required int[] Roots { get; init; }

    /// <summary>The feature each inner node tests.</summary>
    public required int[] Features { get; init; }

    /// <summary>The test; a value that satisfies it takes the true branch.</summary>
    public required SplitKind[] Kinds { get; init; }

    /// <summary>The threshold.</summary>
    public required double[] Thresholds { get; init; }

    /// <summary>Whether NaN takes the true branch whatever the test says.</summary>
    public required bool[] MissingIsTrue { get; init; }

    /// <summary>The true branch.</summary>
    public required int[] WhenTrue { get; init; }

    /// <summary>The false branch.</summary>
    public required int[] WhenFalse { get; init; }

    /// <summary>The values of a membership test; null for other tests.</summary>
    public required double[]?[] Members { get; init; }

    /// <summary>Each leaf's first vote, and after the last leaf the number of votes.</summary>
    public required int[] LeafStart { get; init; }

    /// <summary>The class or target of each vote.</summary>
    public required int[] Targets { get; init; }

    /// <summary>The weight of each vote.</summary>
    public required double[] Weights { get; init; }

    /// <summary>The number of leaves.</summary>
    public int LeafCount => LeafStart.Length - 1;
}
