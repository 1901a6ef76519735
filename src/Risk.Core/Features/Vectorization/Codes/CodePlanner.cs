using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>Plans what works on codes of texts: indicators, checks and lookups. They depend on nothing and run first.</summary>
internal sealed unsafe class CodePlanner(FeatureProgram program, PlanWriter writer, MovePlanner moves)
{
    private const int Width = 2 * BlockCutter.Half;

    /// <summary>Beside the numbers of windows: brought together by <see cref="WindowPairs"/>.</summary>
    private const int Paired = WindowCover.Scattered + 1;

    private delegate delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> KernelOf(int windows);

    public void Plan(LaneFinder found)
    {
        AddLookups(found);
        AddChecks(found);
        AddIndicators(found);
    }

    private void AddLookups(LaneFinder found)
    {
        int start = writer.Lookups.Count;
        foreach ((CodeTable table, int slot, _) in found.Lookups.Where(l => l.Feature < 0))
        {
            AddLookup(table, slot, isFeature: false);
        }

        // Where known codes do not follow one another, a table tells which are known.
        foreach (CodeTable table in found.Checks.Where(t => t.KnownRun() is null))
        {
            AddLookup(table, -1, isFeature: false);
        }

        int firstFeature = writer.Lookups.Count;
        writer.Emit(new VectorInstruction(&CodeKernel.ToSlots, start, firstFeature - start));
        foreach ((CodeTable table, _, int feature) in found.Lookups.Where(l => l.Feature >= 0))
        {
            AddLookup(table, feature, isFeature: true);
        }

        writer.Emit(new VectorInstruction(&CodeKernel.ToFeatures, firstFeature, writer.Lookups.Count - firstFeature));
    }

    private void AddLookup(CodeTable table, int target, bool isFeature) =>
        writer.Lookups.Add(CodeEntries.Add(writer.Entries, table, table.Position, target, isFeature));

    private void AddChecks(LaneFinder found)
    {
        (int Position, int First, int Count)[] checks =
        [
            .. found.Checks
                .Select(t => (t.Position, Run: t.KnownRun()))
                .Where(c => c.Run is not null)
                .Select(c => (c.Position, c.Run!.Value.First, c.Run.Value.Count))
                .Distinct()
                .OrderBy(c => c.Position),
        ];
        List<CodeOperand> operands = [];
        foreach (int[] block in BlockCutter.Cut(checks.Length))
        {
            int[][] parameters = [Array.ConvertAll(block, i => checks[i].First), Array.ConvertAll(block, i => checks[i].Count)];
            operands.Add(Operand(Array.ConvertAll(block, i => checks[i].Position), 0, 0, parameters));
        }

        Emit(operands, CheckKernel, toLanes: false);
    }

    private void AddIndicators(LaneFinder found)
    {
        (int Position, int Code, int Feature)[] indicators = [.. found.Indicators.OrderBy(i => i.Feature)];
        int[] features = Array.ConvertAll(indicators, i => i.Feature);
        AddIndicators(indicators, MovePlanner.Place(features, out List<int> rest), toLanes: false);
        AddIndicators(indicators, moves.Pack(features, rest), toLanes: true);
    }

    private void AddIndicators((int Position, int Code, int Feature)[] indicators, List<PlacedBlock> blocks, bool toLanes)
    {
        List<CodeOperand> operands = [];
        foreach (PlacedBlock block in blocks)
        {
            int[] codes = Array.ConvertAll(block.Items, i => indicators[i].Code);
            operands.Add(Operand(Array.ConvertAll(block.Items, i => indicators[i].Position), block.Low, block.High, [codes]));
        }

        Emit(operands, IndicatorKernel, toLanes);
    }

    private CodeOperand Operand(int[] positions, int low, int high, int[][] parameters)
    {
        int[] permutation = new int[Width];
        (int windows, int first, int second) = WindowCover.Find(positions, program.RowLength, permutation);
        var header = new BlockHeader { LeftLow = first, LeftHigh = second, OutputLow = low, OutputHigh = high };
        WindowPairs? pairs = windows == WindowCover.Scattered ? WindowCover.FindPairs(positions, program.RowLength, WindowPairs.Most) : null;
        return pairs is not null ? new CodeOperand(Paired, header, [], parameters) { Pairs = pairs }
            : new CodeOperand(windows, header, windows == WindowCover.Scattered ? positions : permutation, parameters);
    }

    // Blocks whose codes are brought together in the same way are one instruction.
    private void Emit(List<CodeOperand> operands, KernelOf kernel, bool toLanes)
    {
        foreach (IGrouping<int, CodeOperand> group in operands.GroupBy(o => o.Windows).OrderBy(g => g.Key))
        {
            int tape = writer.Tape.Length;
            foreach (CodeOperand operand in group)
            {
                AddGather(operand);

                foreach (int[] parameter in operand.Parameters)
                {
                    writer.Tape.Add(parameter);
                }
            }

            writer.Emit(new VectorInstruction(kernel(group.Key), tape, group.Count()) { ToLanes = toLanes });
        }
    }

    private void AddGather(CodeOperand operand)
    {
        if (operand.Pairs is { } pairs)
        {
            pairs.Write(writer.Tape, operand.Header);
            return;
        }

        writer.Tape.Add(operand.Header);
        if (operand.Windows != 0)
        {
            writer.Tape.Add(operand.Permutation);
        }
    }

    private static delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> IndicatorKernel(int windows) => windows switch
    {
        0 => &CodeKernel.Indicators<ContiguousCodes>,
        1 => &CodeKernel.Indicators<OneWindowCodes>,
        2 => &CodeKernel.Indicators<TwoWindowCodes>,
        Paired => &CodeKernel.Indicators<PairedCodes>,
        _ => &CodeKernel.Indicators<ScatteredCodes>,
    };

    private static delegate*<VectorPlan, in VectorInstruction, ref VectorFrame, void> CheckKernel(int windows) => windows switch
    {
        0 => &CodeKernel.Checks<ContiguousCodes>,
        1 => &CodeKernel.Checks<OneWindowCodes>,
        2 => &CodeKernel.Checks<TwoWindowCodes>,
        Paired => &CodeKernel.Checks<PairedCodes>,
        _ => &CodeKernel.Checks<ScatteredCodes>,
    };

    private sealed record CodeOperand(int Windows, BlockHeader Header, int[] Permutation, int[][] Parameters)
    {
        public WindowPairs? Pairs { get; init; }
    }
}
