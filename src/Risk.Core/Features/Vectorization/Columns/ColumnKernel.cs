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
        Vector512<float> finite = frame.Finite;
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

            // One store, for the column is read by one load, which two could not be forwarded to.
            Vector512<float> rounded = Vector512.Create(BlockKernel.Narrow(low), BlockKernel.Narrow(high));
            rounded.Store(output + header->OutputLow);
            finite = Vector512.FusedMultiplyAdd(rounded, Vector512<float>.Zero, finite);
        }

        frame.Finite = finite;
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
