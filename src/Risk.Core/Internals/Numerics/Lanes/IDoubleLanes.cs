namespace Risk.Internals.Numerics;

/// <summary>
/// The operations of IEEE 754 that float64 kernels are written in, once for every width. None of them moves data between
/// lanes and each rounds as IEEE says, so a kernel gives the same bits whatever the width.
/// </summary>
/// <typeparam name="TVector">A double, or a vector of doubles.</typeparam>
internal interface IDoubleLanes<TVector>
    where TVector : struct
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Broadcast(double value);

    /// <summary>Reads <see cref="Count"/> values.</summary>
    static abstract TVector Load(ref readonly double source, nuint offset);

    /// <summary>Reads <see cref="Count"/> float32 values and widens them, which is exact.</summary>
    static abstract TVector Load(ref readonly float source, nuint offset);

    /// <summary>Writes <see cref="Count"/> values.</summary>
    static abstract void Store(TVector value, ref double destination, nuint offset);

    /// <summary>Rounds to float32 and writes <see cref="Count"/> values.</summary>
    static abstract void Store(TVector value, ref float destination, nuint offset);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left - right.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>left * right.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left / right.</summary>
    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left * right + addend, rounded once on every machine.</summary>
    static abstract TVector FusedMultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>-value.</summary>
    static abstract TVector Negate(TVector value);

    /// <summary>The magnitude.</summary>
    static abstract TVector Abs(TVector value);

    /// <summary>The magnitude of one value with the sign of another.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>Lane by lane <c>left &lt; right ? whenLess : otherwise</c>; a NaN is not less.</summary>
    static abstract TVector SelectLess(TVector left, TVector right, TVector whenLess, TVector otherwise);

    /// <summary>True when some lane of left is less than right's; a NaN is not less.</summary>
    static abstract bool AnyLess(TVector left, TVector right);

    /// <summary>The power of two whose biased exponent is in the lowest eleven bits of the value's own bits.</summary>
    static abstract TVector PowerOfTwo(TVector biasedExponentInLowBits);

    /// <summary>
    /// Splits a positive normal value into mantissa * 2^exponent with the mantissa in [11/16, 11/8); scale is 2^-exponent.
    /// </summary>
    static abstract TVector SplitExponent(TVector value, out TVector exponent, out TVector scale);

    /// <summary>By lane, the entry of a table of sixteen that the first four bits of the value's mantissa (behind the implicit one) choose.</summary>
    static abstract TVector LookUp(TVector value, ref readonly double table);
}
