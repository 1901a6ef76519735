using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>
/// Runs lanes of one kind on columns, each lane's operation with its steps for sixteen events. What is computed is
/// <see cref="BlockKernel"/>'s code, so the bits are the same.
/// </summary>
internal static unsafe class ColumnKernel
{
    /// <summary>Results are features.</summary>
    public static void ToFeatures<TOperation, TSteps>(ColumnPlan plan, in ColumnInstruction instruction, ref ColumnFrame frame)
        where TOperation : struct, IBlockOperation
        where TSteps : struct, IBlockSteps
    {
        double* tape = plan.Tape.Pointer + instruction.Start;
        double* columns = frame.Columns;
        float* output = frame.Features;
        Vector256<float> finiteLow = frame.FiniteLow;
        Vector256<float> finiteHigh = frame.FiniteHigh;
        ulong present = ulong.MaxValue;
        ulong suspect = 0;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            BlockKernel.Compute<TOperation, TSteps, ColumnParameters>(
                header,
                columns,
                columns,
                instruction.LeftIsPresent,
                instruction.RightIsPresent,
                ref tape,
                ref present,
                ref suspect,
                out Vector512<double> low,
                out Vector512<double> high);
            tape = NextHeader(tape);
            Vector256<float> lowRounded = BlockKernel.Narrow(low);
            Vector256<float> highRounded = BlockKernel.Narrow(high);
            lowRounded.Store(output + header->OutputLow);
            highRounded.Store(output + header->OutputHigh);
            finiteLow = Vector256.FusedMultiplyAdd(lowRounded, Vector256<float>.Zero, finiteLow);
            finiteHigh = Vector256.FusedMultiplyAdd(highRounded, Vector256<float>.Zero, finiteHigh);
        }

        frame.FiniteLow = finiteLow;
        frame.FiniteHigh = finiteHigh;
        if (TOperation.HidesMissing || TSteps.Fill)
        {
            frame.Present &= present;
        }

        frame.Suspect |= suspect;
    }

    /// <summary>Results are slots, which are columns too.</summary>
    public static void ToSlots<TOperation>(ColumnPlan plan, in ColumnInstruction instruction, ref ColumnFrame frame)
        where TOperation : struct, IBlockOperation
    {
        double* tape = plan.Tape.Pointer + instruction.Start;
        double* columns = frame.Columns;
        ulong present = ulong.MaxValue;
        ulong suspect = 0;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            BlockKernel.Compute<TOperation, AllSteps, ColumnParameters>(
                header,
                columns,
                columns,
                instruction.LeftIsPresent,
                instruction.RightIsPresent,
                ref tape,
                ref present,
                ref suspect,
                out Vector512<double> low,
                out Vector512<double> high);
            tape = NextHeader(tape);
            suspect |= BlockKernel.IsInfinite(low) | BlockKernel.IsInfinite(high);
            low.Store(columns + header->OutputLow);
            high.Store(columns + header->OutputHigh);
        }

        frame.Present &= present;
        frame.Suspect |= suspect;
    }

    // Parameters are single doubles; headers stand on the tape's borders.
    private static double* NextHeader(double* tape) =>
        (double*)(((nuint)tape + ((BlockHeader.Doubles * sizeof(double)) - 1)) & ~(nuint)((BlockHeader.Doubles * sizeof(double)) - 1));
}
