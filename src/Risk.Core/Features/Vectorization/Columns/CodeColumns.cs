using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Risk.Events;

namespace Risk.Features.Vectorization;

/// <summary>Turns rows' codes into columns, four rows by four positions at a time.</summary>
internal static unsafe class CodeColumns
{
    public const int WindowWidth = 4;

    /// <summary>Fills the columns of a cover.</summary>
    /// <param name="cover">What becomes columns; rows are as long as it was made for.</param>
    /// <param name="rows">Sixteen rows.</param>
    /// <param name="columns">Receives them.</param>
    public static void Load(RowCover cover, ReadOnlySpan<AttributeRow> rows, int* columns)
    {
        int* target = columns;
        foreach (int start in cover.Windows)
        {
            if (Avx512F.IsSupported)
            {
                LoadWindow512(start, rows, target);
            }
            else
            {
                LoadWindow(start, rows, target);
            }

            target += WindowWidth * ColumnPlan.Width;
        }

        int* single = columns + (cover.SingleColumn * ColumnPlan.Width);
        foreach (int position in cover.Singles)
        {
            for (int i = 0; i < ColumnPlan.Width; i++)
            {
                single[i] = rows[i].Codes[position];
            }

            single += ColumnPlan.Width;
        }
    }

    private static void LoadWindow(int start, ReadOnlySpan<AttributeRow> rows, int* columns)
    {
        for (int i = 0; i < ColumnPlan.Width; i += WindowWidth)
        {
            Vector128<int> c0 = Codes(rows[i], start);
            Vector128<int> c1 = Codes(rows[i + 1], start);
            Vector128<int> c2 = Codes(rows[i + 2], start);
            Vector128<int> c3 = Codes(rows[i + 3], start);
            Quads.Transpose(ref c0, ref c1, ref c2, ref c3);
            c0.Store(columns + i);
            c1.Store(columns + i + ColumnPlan.Width);
            c2.Store(columns + i + (2 * ColumnPlan.Width));
            c3.Store(columns + i + (3 * ColumnPlan.Width));
        }
    }

    private static void LoadWindow512(int start, ReadOnlySpan<AttributeRow> rows, int* columns)
    {
        rows = rows[..ColumnPlan.Width];
        Vector512<float> c0 = EveryFourth(rows, 0, start);
        Vector512<float> c1 = EveryFourth(rows, 1, start);
        Vector512<float> c2 = EveryFourth(rows, 2, start);
        Vector512<float> c3 = EveryFourth(rows, 3, start);
        Quads.Transpose(ref c0, ref c1, ref c2, ref c3);
        c0.AsInt32().Store(columns);
        c1.AsInt32().Store(columns + ColumnPlan.Width);
        c2.AsInt32().Store(columns + (2 * ColumnPlan.Width));
        c3.AsInt32().Store(columns + (3 * ColumnPlan.Width));
    }

    // The windows of the rows first, first + 4, first + 8 and first + 12.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EveryFourth(ReadOnlySpan<AttributeRow> rows, int first, int start) => Vector512.Create(
        Vector256.Create(Codes(rows[first], start), Codes(rows[first + 4], start)),
        Vector256.Create(Codes(rows[first + 8], start), Codes(rows[first + 12], start))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Codes(AttributeRow row, int start) => Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(row.Codes), (nuint)start);
}
