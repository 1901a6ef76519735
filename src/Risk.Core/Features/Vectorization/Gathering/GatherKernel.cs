using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>
/// Brings operands together in the cells, eight at a time, by permuting windows of the source or one by one. All
/// positions were checked against the row's length when the plan was made, and the row's length is checked before each call.
/// In a header, LeftLow and LeftHigh are the windows' starts and OutputLow is the first cell.
/// </summary>
internal static unsafe class GatherKernel
{
    public static void OneWindow<TSource>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TSource : struct, IGatherSource
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        double* source = TSource.Of(in frame);
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            Vector512<long> permutation = Vector512.Load((long*)tape + BlockHeader.Doubles);
            Avx512F.PermuteVar8x64(Vector512.Load(source + header->LeftLow), permutation).Store(frame.Cells + header->OutputLow);
            tape += BlockHeader.Doubles + Vector512<double>.Count;
        }
    }

    public static void TwoWindows<TSource>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TSource : struct, IGatherSource
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        double* source = TSource.Of(in frame);
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            Vector512<long> permutation = Vector512.Load((long*)tape + BlockHeader.Doubles);
            Avx512F.PermuteVar8x64x2(Vector512.Load(source + header->LeftLow), permutation, Vector512.Load(source + header->LeftHigh))
                .Store(frame.Cells + header->OutputLow);
            tape += BlockHeader.Doubles + Vector512<double>.Count;
        }
    }

    public static void Pairs<TSource>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TSource : struct, IGatherSource
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        double* source = TSource.Of(in frame);
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            WindowPairs.Load(header, (long*)source, ref tape).AsDouble().Store(frame.Cells + header->OutputLow);
        }
    }

    public static void Scattered<TSource>(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
        where TSource : struct, IGatherSource
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        double* source = TSource.Of(in frame);
        for (int i = instruction.Count; i > 0; i--)
        {
            double* cells = frame.Cells + ((BlockHeader*)tape)->OutputLow;
            int* p = (int*)(tape + BlockHeader.Doubles);

            // One store, for the block reads all of it in one load, which two could not be forwarded to.
            Vector512.Create(
                source[p[0]], source[p[1]], source[p[2]], source[p[3]], source[p[4]], source[p[5]], source[p[6]], source[p[7]]).Store(cells);
            tape += BlockHeader.Doubles + Vector512<double>.Count;
        }
    }

    /// <summary>Copies constants from the tape.</summary>
    public static void Constants(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        for (int i = instruction.Count; i > 0; i--)
        {
            Vector512.Load(tape + BlockHeader.Doubles).Store(frame.Cells + ((BlockHeader*)tape)->OutputLow);
            tape += BlockHeader.Doubles + Vector512<double>.Count;
        }
    }
}
