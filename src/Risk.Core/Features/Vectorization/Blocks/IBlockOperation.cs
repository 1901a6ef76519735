using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>
/// One operation on two halves of eight lanes. <see cref="Evaluation.ScalarEvaluator"/> is its law: for rows that are not
/// suspect the bits are the same.
/// </summary>
internal unsafe interface IBlockOperation
{
    /// <summary>Whether it reads a second operand.</summary>
    static abstract bool IsBinary { get; }

    /// <summary>Whether a NaN operand vanishes in the result, so that it must be looked for.</summary>
    static abstract bool HidesMissing { get; }

    /// <summary>Whether an infinite operand can vanish in the result.</summary>
    static abstract bool HidesInfinity { get; }

    /// <summary>Computes the lanes.</summary>
    /// <param name="low">The first operand of the first half; receives its result.</param>
    /// <param name="high">The first operand of the second half; receives its result.</param>
    /// <param name="rightLow">The second operand of the first half.</param>
    /// <param name="rightHigh">The second operand of the second half.</param>
    /// <param name="parameters">The block's own parameters; moved past what was read.</param>
    /// <returns>Not zero when a lane's result is the scalar code's to find.</returns>
    /// <typeparam name="TLayout">How the parameters stand there.</typeparam>
    static abstract ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout;
}
