using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Risk.Events;

namespace Risk.Features.Vectorization;

/// <summary>Turns rows' numbers into columns, eight rows by eight positions at a time.</summary>
internal static unsafe class NumberColumns
{
    public const int WindowWidth = 8;

    private const int Half = ColumnPlan.Width / 2;

    /// <summary>Fills the columns of a cover.</summary>
    /// <param name="cover">What becomes columns; rows are as long as it was made for.</param>
    /// <param name="rows">Sixteen rows.</param>
    /// <param name="columns">Receives them.</param>
    public static void Load(RowCover cover, ReadOnlySpan<AttributeRow> rows, double* columns)
    {
        if (cover.Windows.Length > 0)
        {
            LoadWindows(cover.Windows, rows[..Half], columns);
            LoadWindows(cover.Windows, rows[Half..], columns + Half);
        }

        double* single = columns + (cover.SingleColumn * ColumnPlan.Width);
        foreach (int position in cover.Singles)
        {
            for (int i = 0; i < ColumnPlan.Width; i++)
            {
                single[i] = rows[i].Numbers[position];
            }

            single += ColumnPlan.Width;
        }
    }

    // Rows stay where the garbage collector keeps them: references instead of pointers.
    private static void LoadWindows(int[] windows, ReadOnlySpan<AttributeRow> rows, double* columns)
    {
        ref double r0 = ref MemoryMarshal.GetArrayDataReference(rows[0].Numbers);
        ref double r1 = ref MemoryMarshal.GetArrayDataReference(rows[1].Numbers);
        ref double r2 = ref MemoryMarshal.GetArrayDataReference(rows[2].Numbers);
        ref double r3 = ref MemoryMarshal.GetArrayDataReference(rows[3].Numbers);
        ref double r4 = ref MemoryMarshal.GetArrayDataReference(rows[4].Numbers);
        ref double r5 = ref MemoryMarshal.GetArrayDataReference(rows[5].Numbers);
        ref double r6 = ref MemoryMarshal.GetArrayDataReference(rows[6].Numbers);
        ref double r7 = ref MemoryMarshal.GetArrayDataReference(rows[7].Numbers);
        foreach (int start in windows)
        {
            if (Avx512F.IsSupported)
            {
                nuint at = (nuint)start;
                Transpose(
                    Vector512.LoadUnsafe(ref r0, at),
                    Vector512.LoadUnsafe(ref r1, at),
                    Vector512.LoadUnsafe(ref r2, at),
                    Vector512.LoadUnsafe(ref r3, at),
                    Vector512.LoadUnsafe(ref r4, at),
                    Vector512.LoadUnsafe(ref r5, at),
                    Vector512.LoadUnsafe(ref r6, at),
                    Vector512.LoadUnsafe(ref r7, at),
                    columns);
            }
            else
            {
                for (int pair = 0; pair < WindowWidth; pair += Vector128<double>.Count)
                {
                    nuint at = (nuint)(start + pair);
                    double* target = columns + (pair * ColumnPlan.Width);
                    Transpose(Vector128.LoadUnsafe(ref r0, at), Vector128.LoadUnsafe(ref r1, at), target);
                    Transpose(Vector128.LoadUnsafe(ref r2, at), Vector128.LoadUnsafe(ref r3, at), target + 2);
                    Transpose(Vector128.LoadUnsafe(ref r4, at), Vector128.LoadUnsafe(ref r5, at), target + 4);
                    Transpose(Vector128.LoadUnsafe(ref r6, at), Vector128.LoadUnsafe(ref r7, at), target + 6);
                }
            }

            columns += WindowWidth * ColumnPlan.Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Vector128<double> first, Vector128<double> second, double* target)
    {
        Vector128.Create(first.ToScalar(), second.ToScalar()).Store(target);
        Vector128.Create(first.GetElement(1), second.GetElement(1)).Store(target + ColumnPlan.Width);
    }

    // First pairs of rows within quarters, then quarters: the even columns from the low halves, the odd ones from the high halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector512<double> r0,
        Vector512<double> r1,
        Vector512<double> r2,
        Vector512<double> r3,
        Vector512<double> r4,
        Vector512<double> r5,
        Vector512<double> r6,
        Vector512<double> r7,
        double* columns)
    {
        Store(
            Avx512F.UnpackLow(r0, r1), Avx512F.UnpackLow(r2, r3), Avx512F.UnpackLow(r4, r5), Avx512F.UnpackLow(r6, r7), columns);
        Store(
            Avx512F.UnpackHigh(r0, r1), Avx512F.UnpackHigh(r2, r3), Avx512F.UnpackHigh(r4, r5), Avx512F.UnpackHigh(r6, r7), columns + ColumnPlan.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> rows01, Vector512<double> rows23, Vector512<double> rows45, Vector512<double> rows67, double* columns)
    {
        const byte EvenQuarters = 0b_10_00_10_00;
        const byte OddQuarters = 0b_11_01_11_01;
        Vector512<double> low = Avx512F.Shuffle4x128(rows01, rows23, EvenQuarters);
        Vector512<double> high = Avx512F.Shuffle4x128(rows45, rows67, EvenQuarters);
        Avx512F.Shuffle4x128(low, high, EvenQuarters).Store(columns);
        Avx512F.Shuffle4x128(low, high, OddQuarters).Store(columns + (4 * ColumnPlan.Width));
        low = Avx512F.Shuffle4x128(rows01, rows23, OddQuarters);
        high = Avx512F.Shuffle4x128(rows45, rows67, OddQuarters);
        Avx512F.Shuffle4x128(low, high, EvenQuarters).Store(columns + (2 * ColumnPlan.Width));
        Avx512F.Shuffle4x128(low, high, OddQuarters).Store(columns + (6 * ColumnPlan.Width));
    }
}
