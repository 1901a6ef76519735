using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>
/// Lays a program out for vectors: lanes that do the same are grouped and cut into blocks, and everything that blocks read
/// is written in their order. Features that are neighbours and do the same are written to their places directly; the others
/// become lanes, which are moved to their places at the end.
/// </summary>
internal static unsafe class VectorPlanner
{
    public static VectorPlan Plan(FeatureProgram program)
    {
        var found = new LaneFinder(program);
        var writer = new PlanWriter();
        var moves = new MovePlanner(writer);
        new CodePlanner(program, writer, moves).Plan(found);
        int phases = 1 + Math.Max(
            found.Lanes.Select(l => l.Phase).DefaultIfEmpty().Max(), found.Functions.Select(f => f.Phase).DefaultIfEmpty().Max());
        for (int phase = 0; phase < phases; phase++)
        {
            var blocks = new BlockPlanner(program, writer, moves);
            foreach (LaneGroup group in LaneGrouper.Group(found.Lanes.Where(l => l.Phase == phase)))
            {
                blocks.Add(group);
            }

            blocks.Emit();
            int start = writer.Functions.Count;
            writer.Functions.AddRange(found.Functions.Where(f => f.Phase == phase).Select(f => (program.Functions[f.Function], f.Slot)));
            writer.Emit(new VectorInstruction(&FunctionKernel.Run, start, writer.Functions.Count - start));
        }

        moves.Emit();
        bool usesSlots = found.Functions.Count > 0 || found.Lanes.Any(l => l.Slot >= 0) || found.Lookups.Any(l => l.Slot >= 0);
        return writer.Build(usesSlots ? program.Steps.Length : 0);
    }
}
