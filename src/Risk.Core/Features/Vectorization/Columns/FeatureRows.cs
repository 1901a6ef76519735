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

            int i = 0;
            for (; Avx512F.IsSupported && i <= run.Count - (2 * Quad); i += 2 * Quad)
            {
                StoreEight(source + (i * ColumnPlan.Width), target + i, length);
            }

            // The last four overlap those before instead of leaving a remainder.
            for (; i < run.Count; i += Quad)
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

    private static void StoreQuad(float* source, float* target, int length)
    {
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

    private static void StoreEight(float* source, float* target, int length)
    {
        Vector512<float> a0 = Vector512.Load(source);
        Vector512<float> a1 = Vector512.Load(source + ColumnPlan.Width);
        Vector512<float> a2 = Vector512.Load(source + (2 * ColumnPlan.Width));
        Vector512<float> a3 = Vector512.Load(source + (3 * ColumnPlan.Width));
        Vector512<float> b0 = Vector512.Load(source + (4 * ColumnPlan.Width));
        Vector512<float> b1 = Vector512.Load(source + (5 * ColumnPlan.Width));
        Vector512<float> b2 = Vector512.Load(source + (6 * ColumnPlan.Width));
        Vector512<float> b3 = Vector512.Load(source + (7 * ColumnPlan.Width));
        Quads.Transpose(ref a0, ref a1, ref a2, ref a3);
        Quads.Transpose(ref b0, ref b1, ref b2, ref b3);
        StoreHalves(a0, b0, target, length);
        StoreHalves(a1, b1, target + length, length);
        StoreHalves(a2, b2, target + (2 * length), length);
        StoreHalves(a3, b3, target + (3 * length), length);
    }

    // Quarter k of both belongs to the event 4k, counted from the target.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector512<float> left, Vector512<float> right, float* target, int length)
    {
        Vector512<double> low = Avx512F.PermuteVar8x64x2(left.AsDouble(), Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11), right.AsDouble());
        Vector512<double> high = Avx512F.PermuteVar8x64x2(left.AsDouble(), Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15), right.AsDouble());
        low.GetLower().AsSingle().Store(target);
        low.GetUpper().AsSingle().Store(target + (Quad * length));
        high.GetLower().AsSingle().Store(target + (2 * Quad * length));
        high.GetUpper().AsSingle().Store(target + (3 * Quad * length));
    }
}
