using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Events;
using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>
/// Runs a <see cref="VectorPlan"/>. The bits are those of <see cref="ScalarEvaluator"/> on every machine: rows that hold an
/// infinite value, or give one, or leave the domain of an operation, are not finished here but repeated with the scalar code,
/// which knows what each such value becomes.
/// </summary>
internal static unsafe class VectorEvaluator
{
    /// <summary>Computes the features of a row.</summary>
    /// <param name="program">The lowered pipeline.</param>
    /// <param name="plan">The plan made from it.</param>
    /// <param name="row">The event; its arrays are at least as long as the program asks for.</param>
    /// <param name="scratch"><see cref="VectorPlan.ScratchBytes"/> on a 64-byte border.</param>
    /// <param name="features">Receives the features.</param>
    /// <param name="flags">Receives the flags.</param>
    /// <returns>False when the row is the scalar code's; then nothing that was written counts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEvaluate(
        FeatureProgram program, VectorPlan plan, AttributeRow row, byte* scratch, Span<float> features, out DecisionFlags flags)
    {
        fixed (double* numbers = &MemoryMarshal.GetArrayDataReference(row.Numbers))
        fixed (int* codes = &MemoryMarshal.GetArrayDataReference(row.Codes))
        fixed (float* output = &MemoryMarshal.GetReference(features))
        {
            Unsafe.SkipInit(out VectorFrame frame);
            frame.Row = row;
            frame.Numbers = numbers;
            frame.Codes = codes;
            frame.Slots = (double*)scratch;
            frame.Cells = (double*)(scratch + plan.CellOffset);
            frame.Lanes = (float*)(scratch + plan.LaneOffset);
            frame.Features = output;
            frame.Finite = Vector256<float>.Zero;
            frame.Present = ulong.MaxValue;
            frame.Suspect = 0;
            frame.Flags = DecisionFlags.None;
            VectorInstruction[] instructions = plan.Instructions;
            for (int i = 0; i < instructions.Length; i++)
            {
                ref readonly VectorInstruction instruction = ref instructions[i];
                instruction.Run(plan, in instruction, ref frame);
            }

            if (program.HashedGroups.Length > 0)
            {
                WriteHashed(program, plan, features, ref frame);
            }

            bool isFinite = frame.Finite == Vector256<float>.Zero;
            flags = frame.Flags | (frame.Present == ulong.MaxValue ? DecisionFlags.None : DecisionFlags.MissingFeatures);
            return frame.Suspect == 0 && (isFinite || TrySettle(features, ref flags));
        }
    }

    /// <summary>Looks at features that are not all finite.</summary>
    /// <returns>False when one is infinite.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TrySettle(Span<float> features, ref DecisionFlags flags)
    {
        bool hasMissing = false;
        bool hasInfinite = false;
        ref float first = ref MemoryMarshal.GetReference(features);
        int i = 0;
        for (; i <= features.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> part = Vector512.LoadUnsafe(ref first, (nuint)i);
            hasInfinite |= Vector512.GreaterThanAny(Vector512.Abs(part), Vector512.Create(float.MaxValue));
            if (!Vector512.EqualsAll(part, part))
            {
                // Which NaN an operation gives differs between processors.
                hasMissing = true;
                Vector512.ConditionalSelect(Vector512.Equals(part, part), part, Vector512.Create(float.NaN)).StoreUnsafe(ref first, (nuint)i);
            }
        }

        for (; i < features.Length; i++)
        {
            hasInfinite |= float.IsInfinity(features[i]);
            if (float.IsNaN(features[i]))
            {
                hasMissing = true;
                features[i] = float.NaN;
            }
        }

        flags |= hasMissing ? DecisionFlags.MissingFeatures : DecisionFlags.None;
        return !hasInfinite;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteHashed(FeatureProgram program, VectorPlan plan, Span<float> features, ref VectorFrame frame)
    {
        foreach (HashedGroup group in program.HashedGroups)
        {
            group.Write(frame.Row, new ReadOnlySpan<double>(frame.Slots, plan.SlotCount), features, ref frame.Flags);
        }
    }
}
