namespace Risk.Rules.Binding;

/// <summary>Arithmetic on doubles; a result that is not finite because of a division by zero is unknown.</summary>
internal enum ArithmeticOperator
{
    /// <summary>+</summary>
    Add,

    /// <summary>-</summary>
    Subtract,

    /// <summary>*</summary>
    Multiply,

    /// <summary>/</summary>
    Divide,

    /// <summary>% (remainder with the sign of the dividend)</summary>
    Remainder,
}
