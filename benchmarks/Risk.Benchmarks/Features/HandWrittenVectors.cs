using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Events;
using Risk.Internals.Numerics;

namespace Risk.Benchmarks.Features;

/// <summary>
/// What an engineer writes for one pipeline known beforehand: everything in groups of eight that lie side by side, no
/// descriptions to read, no flags. The last vector of a group starts early enough to end with it; groups are computed from
/// the last to the first, so that what it overwrites is computed later.
/// </summary>
internal sealed unsafe class HandWrittenVectors(FeatureWorkload workload)
{
    private const int Width = 8;

    private readonly double[] _means = workload.Means;
    private readonly double[] _scales = workload.Scales;
    private readonly double[] _fills = [.. workload.Means.Select((mean, i) => i < workload.Mix.Numbers - workload.Mix.Impute ? double.NaN : mean)];
    private readonly double[] _edges = [.. Enumerable.Range(0, FeatureMix.Edges).SelectMany(e => workload.Edges.Select(edges => edges[e]))];
    private readonly int[] _codes = [.. workload.Codes.SelectMany(c => c)];

    public void Transform(AttributeRow row, Span<float> features)
    {
        FeatureMix mix = workload.Mix;
        fixed (double* numbers = row.Numbers, means = _means, scales = _scales, fills = _fills, edges = _edges)
        fixed (float* output = features)
        {
            int end = mix.Numbers;
            int stride = end;
            int start = end - mix.Impute - mix.Copy;
            for (int i = start; i < end; i += Width)
            {
                int at = Math.Min(i, end - Width);
                Vector512<double> x = Vector512.Load(numbers + at);
                Store(Vector512.ConditionalSelect(Vector512.Equals(x, x), x, Vector512.Load(fills + at)), output + at);
            }

            end = start;
            start -= mix.Bucketize;
            for (int i = start; i < end; i += Width)
            {
                int at = Math.Min(i, end - Width);
                Vector512<double> x = Vector512.Load(numbers + at);
                Vector512<long> count = Vector512<long>.Zero;
                double* edge = edges + at;
                for (int e = 0; e < FeatureMix.Edges; e++, edge += stride)
                {
                    Vector512<long> isReached = Vector512.GreaterThanOrEqual(x, Vector512.Load(edge)).AsInt64();
                    count = Vector512.ConditionalSelect(isReached, count + Vector512<long>.One, count);
                }

                Store(Vector512.ConvertToDouble(count), output + at);
            }

            end = start;
            start -= mix.Log;
            for (int i = start; i < end; i += Width)
            {
                int at = Math.Min(i, end - Width);
                Store(Logarithm.Log1p(Vector512.Load(numbers + at)), output + at);
            }

            end = start;
            for (int i = 0; i < end; i += Width)
            {
                int at = Math.Min(i, end - Width);
                Store((Vector512.Load(numbers + at) - Vector512.Load(means + at)) * Vector512.Load(scales + at), output + at);
            }

            OneHot(row.Codes.AsSpan(mix.Numbers), output + mix.Numbers);
        }
    }

    private void OneHot(ReadOnlySpan<int> actual, float* output)
    {
        ref int categories = ref MemoryMarshal.GetArrayDataReference(_codes);
        for (int i = 0; i < actual.Length; i++)
        {
            Vector128<int> isSame = Vector128.Equals(Vector128.Create(actual[i]), Vector128.LoadUnsafe(ref categories, (nuint)(i * FeatureMix.Categories)));
            (isSame.AsSingle() & Vector128<float>.One).Store(output + (i * FeatureMix.Categories));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> value, float* output) => Vector256.Narrow(value.GetLower(), value.GetUpper()).Store(output);
}
