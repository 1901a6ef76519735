using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>A function of one operand that takes so long that it is not computed twice for the same lanes. NaN stays, infinity doesn't vanish.</summary>
internal interface IHalfFunction
{
    /// <summary>Computes eight lanes.</summary>
    /// <returns>Not zero when a lane's result is the scalar code's to find.</returns>
    static abstract ulong Invoke(ref Vector512<double> x);
}
