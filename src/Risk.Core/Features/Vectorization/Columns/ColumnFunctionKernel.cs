namespace Risk.Features.Vectorization;

/// <summary>Runs row functions, one event after the other.</summary>
internal static unsafe class ColumnFunctionKernel
{
    public static void Run(ColumnPlan plan, in ColumnInstruction instruction, ref ColumnFrame frame)
    {
        foreach (ColumnFunction function in plan.Functions.AsSpan(instruction.Start, instruction.Count))
        {
            double* target = frame.Columns + (function.Column * ColumnPlan.Width);
            for (int i = 0; i < ColumnPlan.Width; i++)
            {
                ReadOnlySpan<double> slots = ColumnEvaluator.Slots(plan, function.Operands, i, ref frame);
                double value = function.Function.Evaluate(frame.Rows[i], slots, ref frame.Flags[i]);
                target[i] = value;
                frame.Suspect |= double.IsInfinity(value) ? 1UL << (i % (ColumnPlan.Width / 2)) : 0;
            }
        }
    }
}
