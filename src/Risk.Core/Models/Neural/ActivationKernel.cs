using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Internals.Numerics;

namespace Risk.Models.Neural;

/// <summary>Applies an activation to a layer's outputs, in place and over whole blocks of 16.</summary>
internal static class ActivationKernel
{
    /// <summary>Applies the activation.</summary>
    /// <param name="activation">Any but softmax.</param>
    /// <param name="alpha">Its parameter.</param>
    /// <param name="values">A multiple of <see cref="DenseLayer.Block"/> values.</param>
    public static void Apply(Activation activation, float alpha, Span<float> values)
    {
        switch (activation)
        {
            case Activation.Relu:
                Run(default(ReluFunction), values);
                break;
            case Activation.LeakyRelu:
                Run(new LeakyReluFunction(alpha), values);
                break;
            case Activation.Elu:
                Run(new EluFunction(alpha), values);
                break;
            case Activation.Tanh:
                Run(default(TanhFunction), values);
                break;
            case Activation.Sigmoid:
                Run(default(SigmoidFunction), values);
                break;
        }
    }

    private static void Run<TFunction>(TFunction function, Span<float> values)
        where TFunction : struct, ISingleFunction
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        if (Vector512.IsHardwareAccelerated)
        {
            Run<TFunction, Vector512<float>, Vector512Single>(function, ref first, values.Length);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TFunction, Vector256<float>, Vector256Single>(function, ref first, values.Length);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Run<TFunction, Vector128<float>, Vector128Single>(function, ref first, values.Length);
        }
        else
        {
            Run<TFunction, float, ScalarSingle>(function, ref first, values.Length);
        }
    }

    // The length is a multiple of every width.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TFunction, TVector, TLanes>(TFunction function, ref float values, int length)
        where TFunction : struct, ISingleFunction
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        for (nuint i = 0; i < (nuint)length; i += (nuint)TLanes.Count)
        {
            TLanes.Store(function.Invoke<TVector, TLanes>(TLanes.Load(in values, i)), ref values, i);
        }
    }

    private interface ISingleFunction
    {
        TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, ISingleLanes<TVector>;
    }

    private readonly struct ReluFunction : ISingleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, ISingleLanes<TVector> => SingleMath.Relu<TVector, TLanes>(x);
    }

    private readonly struct LeakyReluFunction(float alpha) : ISingleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, ISingleLanes<TVector> => SingleMath.LeakyRelu<TVector, TLanes>(x, alpha);
    }

    private readonly struct EluFunction(float alpha) : ISingleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, ISingleLanes<TVector> => SingleMath.Elu<TVector, TLanes>(x, alpha);
    }

    private readonly struct TanhFunction : ISingleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, ISingleLanes<TVector> => SingleMath.Tanh<TVector, TLanes>(x);
    }

    private readonly struct SigmoidFunction : ISingleFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Invoke<TVector, TLanes>(TVector x)
            where TVector : struct
            where TLanes : struct, ISingleLanes<TVector> => SingleMath.Sigmoid<TVector, TLanes>(x);
    }
}
