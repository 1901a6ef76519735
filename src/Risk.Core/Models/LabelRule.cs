namespace Risk.Models;

/// <summary>How a classifier's label follows from its margins. The rules are ONNX Runtime's, which are not always the obvious ones.</summary>
public enum LabelRule
{
    /// <summary>The model gives no label, or gives it itself (<see cref="ILabelModel"/>).</summary>
    None,

    /// <summary>The second of two labels when the margin is above 0, else the first.</summary>
    MarginAboveZero,

    /// <summary>The second of two labels when the margin is above one half, else the first.</summary>
    MarginAboveHalf,

    /// <summary>The label of the largest margin, the first of equals.</summary>
    LargestMargin,
}
