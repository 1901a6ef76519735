using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>
/// Moves finished lanes to the places of their features: sixteen at a time by permuting windows of the lanes, or one by one.
/// In a header, LeftLow and LeftHigh are the windows' starts and OutputLow is the first feature.
/// </summary>
internal static unsafe class MoveKernel
{
    private const int Stride = BlockHeader.Doubles + 8;

    public static void Contiguous(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            Vector512.Load(frame.Lanes + header->LeftLow).Store(frame.Features + header->OutputLow);
            tape += Stride;
        }
    }

    public static void OneWindow(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            Vector512<int> permutation = Vector512.Load((int*)(tape + BlockHeader.Doubles));
            Avx512F.PermuteVar16x32(Vector512.Load(frame.Lanes + header->LeftLow), permutation).Store(frame.Features + header->OutputLow);
            tape += Stride;
        }
    }

    public static void TwoWindows(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            Vector512<int> permutation = Vector512.Load((int*)(tape + BlockHeader.Doubles));
            Avx512F.PermuteVar16x32x2(Vector512.Load(frame.Lanes + header->LeftLow), permutation, Vector512.Load(frame.Lanes + header->LeftHigh))
                .Store(frame.Features + header->OutputLow);
            tape += Stride;
        }
    }

    public static void Pairs(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        double* tape = plan.Tape.Pointer + instruction.Tape;
        for (int i = instruction.Count; i > 0; i--)
        {
            var header = (BlockHeader*)tape;
            tape += BlockHeader.Doubles;
            WindowPairs.Load(header, (int*)frame.Lanes, ref tape).AsSingle().Store(frame.Features + header->OutputLow);
        }
    }

    public static void Single(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        foreach (ref readonly (int Lane, int Feature) move in plan.Moves.AsSpan())
        {
            frame.Features[move.Feature] = frame.Lanes[move.Lane];
        }
    }
}
