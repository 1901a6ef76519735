using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary>
/// Applies a function to every element of a span with the widest vectors of the machine; the rest, shorter than a vector,
/// one by one. The bits do not depend on the width, because the function is made of lane-wise IEEE operations only.
/// </summary>
internal static class Elementwise
{
    /// <summary>destination[i] = function(source[i]). The spans may be the same, but not overlap otherwise.</summary>
    public static void Apply<TFunction>(TFunction function, ReadOnlySpan<double> source, Span<double> destination)
        where TFunction : struct, IDoubleFunction
    {
        ref double from = ref MemoryMarshal.GetReference(source);
        ref double to = ref MemoryMarshal.GetReference(destination);
        int count = Length(source.Length, destination.Length);
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Run<TFunction, Vector512<double>, Vector512Double>(function, ref from, ref to, done, count);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            done = Run<TFunction, Vector256<double>, Vector256Double>(function, ref from, ref to, done, count);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            done = Run<TFunction, Vector128<double>, Vector128Double>(function, ref from, ref to, done, count);
        }

        Run<TFunction, double, ScalarDouble>(function, ref from, ref to, done, count);
    }

    /// <summary>destination[i] = (float)function(source[i]).</summary>
    public static void Apply<TFunction>(TFunction function, ReadOnlySpan<double> source, Span<float> destination)
        where TFunction : struct, IDoubleFunction
    {
        ref double from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int count = Length(source.Length, destination.Length);
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Run<TFunction, Vector512<double>, Vector512Double>(function, ref from, ref to, done, count);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            done = Run<TFunction, Vector256<double>, Vector256Double>(function, ref from, ref to, done, count);
        }

        Run<TFunction, double, ScalarDouble>(function, ref from, ref to, done, count);
    }

    /// <summary>destination[i] = (float)function((double)source[i]).</summary>
    public static void Apply<TFunction>(TFunction function, ReadOnlySpan<float> source, Span<float> destination)
        where TFunction : struct, IDoubleFunction
    {
        ref float from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int count = Length(source.Length, destination.Length);
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Run<TFunction, Vector512<double>, Vector512Double>(function, ref from, ref to, done, count);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            done = Run<TFunction, Vector256<double>, Vector256Double>(function, ref from, ref to, done, count);
        }

        Run<TFunction, double, ScalarDouble>(function, ref from, ref to, done, count);
    }

    // Run: whole vectors from `done` on; returns how many elements are done. Offsets are below `count`, which the caller
    // took from the spans.
    internal static int Run<TFunction, TVector, TLanes>(TFunction function, ref double from, ref double to, int done, int count)
        where TFunction : struct, IDoubleFunction
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        for (; done <= count - TLanes.Count; done += TLanes.Count)
        {
            TLanes.Store(function.Invoke<TVector, TLanes>(TLanes.Load(in from, (nuint)done)), ref to, (nuint)done);
        }

        return done;
    }

    internal static int Run<TFunction, TVector, TLanes>(TFunction function, ref double from, ref float to, int done, int count)
        where TFunction : struct, IDoubleFunction
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        for (; done <= count - TLanes.Count; done += TLanes.Count)
        {
            TLanes.Store(function.Invoke<TVector, TLanes>(TLanes.Load(in from, (nuint)done)), ref to, (nuint)done);
        }

        return done;
    }

    internal static int Run<TFunction, TVector, TLanes>(TFunction function, ref float from, ref float to, int done, int count)
        where TFunction : struct, IDoubleFunction
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        for (; done <= count - TLanes.Count; done += TLanes.Count)
        {
            TLanes.Store(function.Invoke<TVector, TLanes>(TLanes.Load(in from, (nuint)done)), ref to, (nuint)done);
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Length(int source, int destination)
    {
        if (destination < source)
        {
            ThrowDestinationTooShort(source, destination);
        }

        return source;
    }

    private static void ThrowDestinationTooShort(int source, int destination) =>
        throw new ArgumentException($"The destination has {destination} elements; {source} are needed.", nameof(destination));
}
