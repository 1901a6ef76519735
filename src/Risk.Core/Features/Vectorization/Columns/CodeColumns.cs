using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        for (int i = 0; cover.Windows.Length > 0 && i < ColumnPlan.Width; i += Vector128<int>.Count)
        {
            LoadWindows(cover.Windows, rows.Slice(i, Vector128<int>.Count), columns + i);
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

    private static void LoadWindows(int[] windows, ReadOnlySpan<AttributeRow> rows, int* columns)
    {
        ref int r0 = ref MemoryMarshal.GetArrayDataReference(rows[0].Codes);
        ref int r1 = ref MemoryMarshal.GetArrayDataReference(rows[1].Codes);
        ref int r2 = ref MemoryMarshal.GetArrayDataReference(rows[2].Codes);
        ref int r3 = ref MemoryMarshal.GetArrayDataReference(rows[3].Codes);
        foreach (int start in windows)
        {
            Vector128<int> c0 = Vector128.LoadUnsafe(ref r0, (nuint)start);
            Vector128<int> c1 = Vector128.LoadUnsafe(ref r1, (nuint)start);
            Vector128<int> c2 = Vector128.LoadUnsafe(ref r2, (nuint)start);
            Vector128<int> c3 = Vector128.LoadUnsafe(ref r3, (nuint)start);
            Quads.Transpose(ref c0, ref c1, ref c2, ref c3);
            c0.Store(columns);
            c1.Store(columns + ColumnPlan.Width);
            c2.Store(columns + (2 * ColumnPlan.Width));
            c3.Store(columns + (3 * ColumnPlan.Width));
            columns += WindowWidth * ColumnPlan.Width;
        }
    }
}
