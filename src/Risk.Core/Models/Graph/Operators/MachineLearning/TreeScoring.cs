namespace Risk.Models.Graph;

/// <summary>What an ONNX tree operator makes of its sums, decided when the graph is built.</summary>
internal sealed record TreeScoring
{
    /// <summary>Whether it is a classifier, which also gives a label.</summary>
    public bool IsClassifier { get; init; }

    /// <summary>The number of classes or targets.</summary>
    public required int Targets { get; init; }

    /// <summary>The post_transform.</summary>
    public required LinkFunction Transform { get; init; }

    /// <summary>base_values of a classifier of two classes, whose rules are its own; all others are in the ensemble.</summary>
    public double[] PairBase { get; init; } = [];

    /// <summary>All leaves vote for the same one of two classes.</summary>
    public bool IsBinary { get; init; }

    /// <summary>No weight is below zero: the sum is taken for a probability.</summary>
    public bool WeightsArePositive { get; init; }

    /// <summary>Sums are kept in double.</summary>
    public bool IsDouble { get; init; }

    /// <summary>
    /// For each class the margin that counts whether a leaf of the row voted for it, or one of the two marks below.
    /// </summary>
    public int[] Presence { get; init; } = [];

    /// <summary>The number or text code of each class's label.</summary>
    public long[] Labels { get; init; } = [];

    /// <summary>Every row has a vote for the class.</summary>
    public const int Always = -1;

    /// <summary>No row has.</summary>
    public const int Never = -2;
}
