using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>
/// Runs blocks of one kind: load, fill, operation, scale and shift, clip, round, store. Written with 512-bit vectors, which
/// narrower machines run as halves and quarters; no operation moves data between lanes, so the bits do not depend on it.
/// </summary>
internal static unsafe class BlockKernel
{
    /// <summary>Runs blocks whose results are features.</summary>
    public static void ToFeatures<TOperation, TSteps>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TOperation : struct, IBlockOperation
        where TSteps : struct, IBlockSteps
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        double* left = instruction.LeftFromCells ? frame.Cells : frame.Numbers;
        double* right = instruction.RightFromCells ? frame.Cells : frame.Numbers;
        float* output = instruction.ToLanes ? frame.Lanes : frame.Features;
        Vector256<float> finite = frame.Finite;
        ulong present = ulong.MaxValue;
        ulong suspect = 0;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            Compute<TOperation, TSteps, LaneParameters>(
                header,
                left,
                right,
                instruction.LeftIsPresent,
                instruction.RightIsPresent,
                ref tape,
                ref present,
                ref suspect,
                out Vector512<double> low,
                out Vector512<double> high);
            Vector256<float> lowRounded = Narrow(low);
            Vector256<float> highRounded = Narrow(high);
            lowRounded.Store(output + header->OutputLow);
            highRounded.Store(output + header->OutputHigh);

            // What is not finite times 0 is NaN, and NaN stays.
            finite = Vector256.FusedMultiplyAdd(lowRounded, Vector256<float>.Zero, finite);
            finite = Vector256.FusedMultiplyAdd(highRounded, Vector256<float>.Zero, finite);
        }

        frame.Finite = finite;
        if (TOperation.HidesMissing || TSteps.Fill)
        {
            frame.Present &= present;
        }

        frame.Suspect |= suspect;
    }

    /// <summary>Runs blocks whose results are slots.</summary>
    public static void ToSlots<TOperation>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TOperation : struct, IBlockOperation
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        double* left = instruction.LeftFromCells ? frame.Cells : frame.Numbers;
        double* right = instruction.RightFromCells ? frame.Cells : frame.Numbers;
        ulong present = ulong.MaxValue;
        ulong suspect = 0;
        double* values = stackalloc double[2 * Vector512<double>.Count];
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            Compute<TOperation, AllSteps, LaneParameters>(
                header,
                left,
                right,
                instruction.LeftIsPresent,
                instruction.RightIsPresent,
                ref tape,
                ref present,
                ref suspect,
                out Vector512<double> low,
                out Vector512<double> high);
            suspect |= IsInfinite(low) | IsInfinite(high);
            low.Store(values);
            high.Store(values + Vector512<double>.Count);
            int* targets = (int*)tape;
            for (int lane = 0; lane < 2 * Vector512<double>.Count; lane++)
            {
                frame.Slots[targets[lane]] = values[lane];
            }

            tape += Vector512<double>.Count;
        }

        frame.Present &= present;
        frame.Suspect |= suspect;
    }

    /// <summary>Computes sixteen lanes up to the rounding.</summary>
    /// <param name="header">Where the operands are.</param>
    /// <param name="left">What the header's first operands count from.</param>
    /// <param name="right">What its second operands count from.</param>
    /// <param name="leftIsPresent">See <see cref="VectorInstruction.LeftIsPresent"/>.</param>
    /// <param name="rightIsPresent">See <see cref="VectorInstruction.RightIsPresent"/>.</param>
    /// <param name="tape">The parameters; moved past them.</param>
    /// <param name="present">Loses the bit of a lane that lacks an operand and doesn't show it.</param>
    /// <param name="suspect">Receives a bit for two lanes, 0 to 7 and 8 to 15, that are the scalar code's.</param>
    /// <param name="low">Receives the first half.</param>
    /// <param name="high">Receives the second half.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compute<TOperation, TSteps, TLayout>(
        BlockHeader* header,
        double* left,
        double* right,
        ulong leftIsPresent,
        ulong rightIsPresent,
        ref double* tape,
        ref ulong present,
        ref ulong suspect,
        out Vector512<double> low,
        out Vector512<double> high)
        where TOperation : struct, IBlockOperation
        where TSteps : struct, IBlockSteps
        where TLayout : struct, IParameterLayout
    {
        low = Vector512.Load(left + header->LeftLow);
        high = Vector512.Load(left + header->LeftHigh);
        Vector512<double> rightLow = TOperation.IsBinary ? Vector512.Load(right + header->RightLow) : low;
        Vector512<double> rightHigh = TOperation.IsBinary ? Vector512.Load(right + header->RightHigh) : high;
        if (TSteps.Fill || TOperation.HidesMissing)
        {
            present &= IsPresent(low, high) | leftIsPresent;
        }

        if (TOperation.HidesInfinity)
        {
            suspect |= IsInfinite(low) | IsInfinite(high);
        }

        if (TOperation.IsBinary && TOperation.HidesInfinity)
        {
            suspect |= IsInfinite(rightLow) | IsInfinite(rightHigh);
        }

        if (TOperation.IsBinary && TSteps.Fill)
        {
            present &= IsPresent(rightLow, rightHigh) | rightIsPresent;
        }

        if (TSteps.Fill)
        {
            low = Vector512.ConditionalSelect(Vector512.Equals(low, low), low, Low<TLayout>(tape, 0));
            high = Vector512.ConditionalSelect(Vector512.Equals(high, high), high, High<TLayout>(tape, 0));
            tape += TLayout.Doubles;
        }

        suspect |= TOperation.Invoke<TLayout>(ref low, ref high, rightLow, rightHigh, ref tape);
        if (TSteps.Affine)
        {
            low = (low - Low<TLayout>(tape, 0)) * Low<TLayout>(tape, 1);
            high = (high - High<TLayout>(tape, 0)) * High<TLayout>(tape, 1);
            tape += 2 * TLayout.Doubles;
        }

        if (TSteps.Clip)
        {
            suspect |= IsInfinite(low) | IsInfinite(high);
            low = Clip(low, Low<TLayout>(tape, 0), Low<TLayout>(tape, 1));
            high = Clip(high, High<TLayout>(tape, 0), High<TLayout>(tape, 1));
            tape += 2 * TLayout.Doubles;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong IsInfinite(Vector512<double> value) =>
        Vector512.GreaterThan(Vector512.Abs(value), Vector512.Create(double.MaxValue)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Narrow(Vector512<double> value) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(value) : Vector256.Narrow(value.GetLower(), value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Low<TLayout>(double* tape, int parameter)
        where TLayout : struct, IParameterLayout => TLayout.Load(tape + (parameter * TLayout.Doubles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> High<TLayout>(double* tape, int parameter)
        where TLayout : struct, IParameterLayout => TLayout.Load(tape + (parameter * TLayout.Doubles) + TLayout.ToHigh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Clip(Vector512<double> value, Vector512<double> lower, Vector512<double> upper)
    {
        value = Vector512.ConditionalSelect(Vector512.LessThan(value, lower), lower, value);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(value, upper), upper, value);
    }

    // A bit a lane, and all bits above them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong IsPresent(Vector512<double> low, Vector512<double> high) =>
        Vector512.Equals(low, low).ExtractMostSignificantBits()
        | (Vector512.Equals(high, high).ExtractMostSignificantBits() << Vector512<double>.Count)
        | ~(ulong)ushort.MaxValue;
}
