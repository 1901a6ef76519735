using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>Turns columns of features into vectors, one behind the other.</summary>
internal static unsafe class FeatureRows
{
    private const int Quad = 4;

    /// <summary>Writes sixteen vectors.</summary>
    /// <param name="runs">Which features columns become.</param>
    /// <param name="columns">Sixteen values a feature.</param>
    /// <param name="vectors">Receives them.</param>
    /// <param name="length">The length of a vector.</param>
    public static void Store(FeatureRun[] runs, float* columns, float* vectors, int length)
    {
        foreach (ref readonly FeatureRun run in runs.AsSpan())
        {
            float* source = columns + (run.Column * ColumnPlan.Width);
            float* target = vectors + run.Feature;
            if (run.Count < Quad)
            {
                StoreSingles(source, target, length, run.Count);
                continue;
            }

            // The last four overlap those before instead of leaving a remainder.
            for (int i = 0; i < run.Count; i += Quad)
            {
                int at = Math.Min(i, run.Count - Quad);
                StoreQuad(source + (at * ColumnPlan.Width), target + at, length);
            }
        }
    }

    private static void StoreSingles(float* source, float* target, int length, int count)
    {
        for (int feature = 0; feature < count; feature++)
        {
            for (int i = 0; i < ColumnPlan.Width; i++)
            {
                target[(i * length) + feature] = source[(feature * ColumnPlan.Width) + i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuad(float* source, float* target, int length)
    {
        if (Avx512F.IsSupported)
        {
            StoreQuad512(source, target, length);
            return;
        }

        for (int i = 0; i < ColumnPlan.Width; i += Quad)
        {
            Vector128<int> c0 = Vector128.Load((int*)source + i);
            Vector128<int> c1 = Vector128.Load((int*)source + i + ColumnPlan.Width);
            Vector128<int> c2 = Vector128.Load((int*)source + i + (2 * ColumnPlan.Width));
            Vector128<int> c3 = Vector128.Load((int*)source + i + (3 * ColumnPlan.Width));
            Quads.Transpose(ref c0, ref c1, ref c2, ref c3);
            c0.Store((int*)target + (i * length));
            c1.Store((int*)target + ((i + 1) * length));
            c2.Store((int*)target + ((i + 2) * length));
            c3.Store((int*)target + ((i + 3) * length));
        }
    }

    // Quarter k of each result is the event 4k, 4k + 1, 4k + 2 or 4k + 3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuad512(float* source, float* target, int length)
    {
        Vector512<float> c0 = Vector512.Load(source);
        Vector512<float> c1 = Vector512.Load(source + ColumnPlan.Width);
        Vector512<float> c2 = Vector512.Load(source + (2 * ColumnPlan.Width));
        Vector512<float> c3 = Vector512.Load(source + (3 * ColumnPlan.Width));
        Vector512<double> low01 = Avx512F.UnpackLow(c0, c1).AsDouble();
        Vector512<double> high01 = Avx512F.UnpackHigh(c0, c1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(c2, c3).AsDouble();
        Vector512<double> high23 = Avx512F.UnpackHigh(c2, c3).AsDouble();
        StoreQuarters(Avx512F.UnpackLow(low01, low23).AsSingle(), target, length);
        StoreQuarters(Avx512F.UnpackHigh(low01, low23).AsSingle(), target + length, length);
        StoreQuarters(Avx512F.UnpackLow(high01, high23).AsSingle(), target + (2 * length), length);
        StoreQuarters(Avx512F.UnpackHigh(high01, high23).AsSingle(), target + (3 * length), length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector512<float> value, float* target, int length)
    {
        value.GetLower().GetLower().Store(target);
        value.GetLower().GetUpper().Store(target + (Quad * length));
        value.GetUpper().GetLower().Store(target + (2 * Quad * length));
        value.GetUpper().GetUpper().Store(target + (3 * Quad * length));
    }
}
