using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Events;
using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>
/// Runs a <see cref="ColumnPlan"/>: sixteen events at a time, every lane of a vector another event. The bits and flags are those of
/// <see cref="VectorEvaluator"/> and so of the scalar code.
/// </summary>
internal static unsafe class ColumnEvaluator
{
    private const ulong EveryHalf = (1UL << (ColumnPlan.Width / 2)) - 1;
    private const ulong Every = (1UL << ColumnPlan.Width) - 1;

    /// <summary>Fills the columns that hold constants, which no event changes.</summary>
    public static void Prepare(ColumnPlan plan, byte* scratch)
    {
        foreach ((int column, double value) in plan.Constants)
        {
            new Span<double>((double*)scratch + (column * ColumnPlan.Width), ColumnPlan.Width).Fill(value);
        }
    }

    /// <summary>Computes the features of sixteen events.</summary>
    /// <param name="program">The lowered pipeline.</param>
    /// <param name="plan">The plan made from it.</param>
    /// <param name="rows">Sixteen events; their arrays are at least as long as the program asks for.</param>
    /// <param name="scratch"><see cref="ColumnPlan.ScratchBytes"/> on a 64-byte border, prepared.</param>
    /// <param name="vectors">Receives the features, event after event.</param>
    /// <param name="flags">Receives sixteen values.</param>
    /// <returns>A bit for each event that is the scalar code's; nothing that was written for it counts.</returns>
    public static ulong Evaluate(
        FeatureProgram program, ColumnPlan plan, ReadOnlySpan<AttributeRow> rows, byte* scratch, Span<float> vectors, Span<DecisionFlags> flags)
    {
        flags = flags[..ColumnPlan.Width];
        flags.Clear();
        Unsafe.SkipInit(out ColumnFrame frame);
        frame.Columns = (double*)scratch;
        frame.Codes = (int*)(scratch + plan.CodeOffset);
        frame.Features = (float*)(scratch + plan.FeatureOffset);
        frame.Slots = (double*)(scratch + plan.SlotOffset);
        frame.Rows = rows;
        frame.Flags = flags;
        frame.Finite = Vector512<float>.Zero;
        frame.Present = ulong.MaxValue;
        frame.Suspect = 0;

        // Codes first, in four parts a column: by the time they are read whole, the parts have reached the cache.
        CodeColumns.Load(plan.Codes, rows, frame.Codes);
        NumberColumns.Load(plan.Numbers, rows, frame.Columns);
        ColumnInstruction[] instructions = plan.Instructions;
        for (int i = 0; i < instructions.Length; i++)
        {
            ref readonly ColumnInstruction instruction = ref instructions[i];
            instruction.Run(plan, in instruction, ref frame);
        }

        fixed (float* output = &MemoryMarshal.GetReference(vectors))
        {
            FeatureRows.Store(plan.Outputs, frame.Features, output, program.Outputs.Length);
        }

        if (program.HashedGroups.Length > 0)
        {
            WriteHashed(program, plan, vectors, ref frame);
        }

        return Settle(program.Outputs.Length, vectors, ref frame);
    }

    /// <summary>The slots of one event that a function or a hashed group reads; the others hold anything.</summary>
    public static ReadOnlySpan<double> Slots(ColumnPlan plan, (int Slot, int Column)[] operands, int index, ref ColumnFrame frame)
    {
        foreach ((int slot, int column) in operands)
        {
            frame.Slots[slot] = frame.Columns[(column * ColumnPlan.Width) + index];
        }

        return new ReadOnlySpan<double>(frame.Slots, plan.SlotCount);
    }

    private static void WriteHashed(FeatureProgram program, ColumnPlan plan, Span<float> vectors, ref ColumnFrame frame)
    {
        int length = program.Outputs.Length;
        for (int i = 0; i < ColumnPlan.Width; i++)
        {
            ReadOnlySpan<double> slots = Slots(plan, plan.HashedOperands, i, ref frame);
            foreach (HashedGroup group in program.HashedGroups)
            {
                group.Write(frame.Rows[i], slots, vectors.Slice(i * length, length), ref frame.Flags[i]);
            }
        }
    }

    private static ulong Settle(int length, Span<float> vectors, ref ColumnFrame frame)
    {
        ulong finite = Vector512.Equals(frame.Finite, Vector512<float>.Zero).ExtractMostSignificantBits();
        ulong suspect = frame.Suspect & EveryHalf;
        suspect |= suspect << (ColumnPlan.Width / 2);
        for (ulong missing = ~frame.Present & Every; missing != 0; missing &= missing - 1)
        {
            frame.Flags[BitOperations.TrailingZeroCount(missing)] |= DecisionFlags.MissingFeatures;
        }

        for (ulong odd = ~finite & Every & ~suspect; odd != 0; odd &= odd - 1)
        {
            int i = BitOperations.TrailingZeroCount(odd);
            if (!VectorEvaluator.TrySettle(vectors.Slice(i * length, length), ref frame.Flags[i]))
            {
                suspect |= 1UL << i;
            }
        }

        return suspect;
    }
}
