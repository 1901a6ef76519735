namespace Risk.Features.Evaluation;

/// <summary>What a <see cref="NumberStep"/> computes. Doubles in, a double out; NaN in gives NaN out unless said otherwise.</summary>
internal enum NumberOperation
{
    /// <summary>The number in the row at position <see cref="NumberStep.Left"/>.</summary>
    Attribute,

    /// <summary><see cref="NumberStep.First"/>.</summary>
    Constant,

    /// <summary>Left, or <see cref="NumberStep.First"/> when it is NaN.</summary>
    Fill,

    /// <summary>(Left - First) × Second.</summary>
    Affine,

    /// <summary>Left, at least First and at most Second.</summary>
    Clip,

    /// <summary>log(1 + Left); missing and invalid at -1 and below.</summary>
    Log1p,

    /// <summary>log(Left); missing and invalid at 0 and below.</summary>
    Log,

    /// <summary>sign(Left) × log(1 + |Left|).</summary>
    SignedLog,

    /// <summary>The square root; missing and invalid below 0.</summary>
    SquareRoot,

    /// <summary>1 when Left is NaN, else 0.</summary>
    IsMissing,

    /// <summary>1 when Left equals First, else 0, for NaN too.</summary>
    IsEqual,

    /// <summary>How many of the edges in table <see cref="NumberStep.Data"/> are at or below Left.</summary>
    Bucketize,

    /// <summary>Left + Right.</summary>
    Sum,

    /// <summary>Left - Right.</summary>
    Difference,

    /// <summary>Left × Right.</summary>
    Product,

    /// <summary>Left / Right; missing when Right is 0.</summary>
    Ratio,

    /// <summary>The value that code table <see cref="NumberStep.Data"/> has for the code of its text.</summary>
    CodeLookup,

    /// <summary>Row function <see cref="NumberStep.Data"/>.</summary>
    Function,
}
