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
            Compute<TOperation, TSteps>(
                header, in instruction, left, right, ref tape, ref present, ref suspect, out Vector512<double> low, out Vector512<double> high);
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
            Compute<TOperation, AllSteps>(
                header, in instruction, left, right, ref tape, ref present, ref suspect, out Vector512<double> low, out Vector512<double> high);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Compute<TOperation, TSteps>(
        BlockHeader* header,
        in VectorInstruction instruction,
        double* left,
        double* right,
        ref double* tape,
        ref ulong present,
        ref ulong suspect,
        out Vector512<double> low,
        out Vector512<double> high)
        where TOperation : struct, IBlockOperation
        where TSteps : struct, IBlockSteps
    {
        int count = Vector512<double>.Count;
        low = Vector512.Load(left + header->LeftLow);
        high = Vector512.Load(left + header->LeftHigh);
        Vector512<double> rightLow = TOperation.IsBinary ? Vector512.Load(right + header->RightLow) : low;
        Vector512<double> rightHigh = TOperation.IsBinary ? Vector512.Load(right + header->RightHigh) : high;
        if (TSteps.Fill || TOperation.HidesMissing)
        {
            present &= IsPresent(low, high) | instruction.LeftIsPresent;
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
            present &= IsPresent(rightLow, rightHigh) | instruction.RightIsPresent;
        }

        if (TSteps.Fill)
        {
            low = Vector512.ConditionalSelect(Vector512.Equals(low, low), low, Vector512.Load(tape));
            high = Vector512.ConditionalSelect(Vector512.Equals(high, high), high, Vector512.Load(tape + count));
            tape += 2 * count;
        }

        suspect |= TOperation.Invoke(ref low, ref high, rightLow, rightHigh, ref tape);
        if (TSteps.Affine)
        {
            low = (low - Vector512.Load(tape)) * Vector512.Load(tape + (2 * count));
            high = (high - Vector512.Load(tape + count)) * Vector512.Load(tape + (3 * count));
            tape += 4 * count;
        }

        if (TSteps.Clip)
        {
            suspect |= IsInfinite(low) | IsInfinite(high);
            low = Clip(low, Vector512.Load(tape), Vector512.Load(tape + (2 * count)));
            high = Clip(high, Vector512.Load(tape + count), Vector512.Load(tape + (3 * count)));
            tape += 4 * count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Clip(Vector512<double> value, Vector512<double> lower, Vector512<double> upper)
    {
        value = Vector512.ConditionalSelect(Vector512.LessThan(value, lower), lower, value);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(value, upper), upper, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong IsInfinite(Vector512<double> value) =>
        Vector512.GreaterThan(Vector512.Abs(value), Vector512.Create(double.MaxValue)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong IsPresent(Vector512<double> low, Vector512<double> high) =>
        ~(0xFF ^ (Vector512.Equals(low, low).ExtractMostSignificantBits() & Vector512.Equals(high, high).ExtractMostSignificantBits()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Narrow(Vector512<double> value) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(value) : Vector256.Narrow(value.GetLower(), value.GetUpper());
}
