using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>Runs row functions one after the other.</summary>
internal static unsafe class FunctionKernel
{
    public static void Run(VectorPlan plan, in VectorInstruction instruction, ref VectorFrame frame)
    {
        foreach ((RowFunction function, int slot) in plan.Functions.AsSpan(instruction.Tape, instruction.Count))
        {
            double value = function.Evaluate(frame.Row, new ReadOnlySpan<double>(frame.Slots, plan.SlotCount), ref frame.Flags);
            frame.Slots[slot] = value;
            frame.Suspect |= double.IsInfinity(value) ? 1UL : 0;
        }
    }
}
