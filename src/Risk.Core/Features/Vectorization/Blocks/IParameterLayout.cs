using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>How parameters of sixteen lanes, two halves of eight, stand on the tape.</summary>
internal unsafe interface IParameterLayout
{
    /// <summary>From one parameter to the next, in doubles.</summary>
    static abstract int Doubles { get; }

    /// <summary>From a parameter's first half to its second, in doubles.</summary>
    static abstract int ToHigh { get; }

    /// <summary>Eight lanes of a parameter.</summary>
    static abstract Vector512<double> Load(double* parameter);
}
