namespace Risk.Models.Calibration;

/// <summary>Which of a model's results a calibration was fitted on, and so takes.</summary>
public enum CalibrationInput
{
    /// <summary>The margin before the link. A model that tells none gives the log odds of its probability.</summary>
    Margin,

    /// <summary>The probability, 0 to 1.</summary>
    Probability,
}
