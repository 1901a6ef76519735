namespace Risk.Models;

/// <summary>How a model's outputs are to be read.</summary>
public enum ModelTask
{
    /// <summary>One output: the probability of the bad (positive) class.</summary>
    BinaryClassification,

    /// <summary>A probability per class.</summary>
    MulticlassClassification,

    /// <summary>One output: the index of the most likely class.</summary>
    ClassLabel,

    /// <summary>Plain values: regression, counts, ranking.</summary>
    Regression,
}
