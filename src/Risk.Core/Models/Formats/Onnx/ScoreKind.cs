namespace Risk.Models.Formats.Onnx;

/// <summary>What the elements of a value are.</summary>
internal enum ScoreKind
{
    /// <summary>Plain numbers.</summary>
    Plain,

    /// <summary>The scores of classes, of which one holds: a classifier's, or a softmax.</summary>
    Classes,

    /// <summary>Probabilities, each on its own: a sigmoid.</summary>
    Probabilities,

    /// <summary>The class that was chosen.</summary>
    Label,
}
