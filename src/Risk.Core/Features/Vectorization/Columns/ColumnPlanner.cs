using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>
/// Lays a program out for sixteen events at a time: the lanes that <see cref="LaneFinder"/> finds, grouped by what they do, each with
/// the columns it reads and writes.
/// </summary>
internal sealed unsafe class ColumnPlanner
{
    private readonly FeatureProgram _program;
    private readonly LaneFinder _found;
    private readonly RowCover _numbers;
    private readonly RowCover _codes;
    private readonly Dictionary<long, int> _constants = [];
    private readonly Dictionary<int, int> _slots = [];
    private readonly int[] _features;
    private readonly List<ColumnInstruction> _instructions = [];
    private readonly TapeWriter _tape = new();
    private readonly List<CodeLookup> _lookups = [];
    private readonly List<CodeEntry> _entries = [];
    private readonly List<ColumnFunction> _functions = [];
    private int _columnCount;

    private ColumnPlanner(FeatureProgram program)
    {
        _program = program;
        _found = new LaneFinder(program);
        LaneSource[] sources = [.. _found.Lanes.SelectMany(SourcesOf)];
        _numbers = new RowCover(sources.Where(s => s.Kind == LaneSourceKind.Row).Select(s => s.Index), program.RowLength, NumberColumns.WindowWidth);
        IEnumerable<int> texts = [.. _found.Indicators.Select(i => i.Position), .. _found.Lookups.Select(l => l.Table.Position), .. _found.Checks.Select(t => t.Position)];
        _codes = new RowCover(texts, program.RowLength, CodeColumns.WindowWidth);
        _columnCount = _numbers.Count;
        _features = FeatureColumns(program);
    }

    public static ColumnPlan Plan(FeatureProgram program) => new ColumnPlanner(program).Build();

    private static IEnumerable<LaneSource> SourcesOf(Lane lane) => IsBinary(lane) ? [lane.Left, lane.Right] : [lane.Left];

    private static bool IsBinary(Lane lane) => new LaneGroup(lane.Operation, lane.Steps, [lane]).IsBinary;

    // By feature its column; hashed features have none.
    private static int[] FeatureColumns(FeatureProgram program)
    {
        int[] columns = new int[program.Outputs.Length];
        int next = 0;
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = program.Outputs[i].IsHashed ? -1 : next++;
        }

        return columns;
    }

    private ColumnPlan Build()
    {
        AddCodes(out ColumnCheck[] checks, out ColumnIndicator[] indicators);
        int phases = 1 + Math.Max(
            _found.Lanes.Select(l => l.Phase).DefaultIfEmpty().Max(), _found.Functions.Select(f => f.Phase).DefaultIfEmpty().Max());
        for (int phase = 0; phase < phases; phase++)
        {
            foreach (IGrouping<(BlockOperation, BlockSteps, bool, LaneSourceKind, LaneSourceKind), Lane> group in _found.Lanes
                .Where(l => l.Phase == phase)
                .GroupBy(l => (l.Operation, l.Slot >= 0 ? BlockSteps.All : LaneGrouper.Form(l.Steps), l.Slot >= 0, l.Left.Kind, l.Right.Kind)))
            {
                AddLanes([.. group]);
            }

            int start = _functions.Count;
            _functions.AddRange(_found.Functions.Where(f => f.Phase == phase).Select(FunctionOf));
            Emit(&ColumnFunctionKernel.Run, start, _functions.Count - start);
        }

        (int, int)[] hashed = [.. _program.HashedGroups.SelectMany(g => g.Operands.ToArray()).Distinct().Select(slot => (slot, SlotColumn(slot)))];
        bool needsSlots = _functions.Count > 0 || _program.HashedGroups.Length > 0;
        return new ColumnPlan(_columnCount, _codes.Count, _features.Count(f => f >= 0), needsSlots ? _program.Steps.Length : 0)
        {
            Instructions = [.. _instructions],
            Tape = _tape.Build(),
            Numbers = _numbers,
            Codes = _codes,
            Constants = [.. _constants.Select(c => (c.Value, BitConverter.Int64BitsToDouble(c.Key)))],
            Outputs = [.. OutputRuns()],
            Checks = checks,
            Indicators = indicators,
            Lookups = [.. _lookups],
            Entries = [.. _entries],
            Functions = [.. _functions],
            HashedOperands = hashed,
        };
    }

    private void AddCodes(out ColumnCheck[] checks, out ColumnIndicator[] indicators)
    {
        foreach ((CodeTable table, int slot, _) in _found.Lookups.Where(l => l.Feature < 0))
        {
            _lookups.Add(CodeEntries.Add(_entries, table, _codes.ColumnOf(table.Position), SlotColumn(slot), isFeature: false));
        }

        foreach (CodeTable table in _found.Checks.Where(t => t.KnownRun() is null))
        {
            _lookups.Add(CodeEntries.Add(_entries, table, _codes.ColumnOf(table.Position), -1, isFeature: false));
        }

        int features = _lookups.Count;
        foreach ((CodeTable table, _, int feature) in _found.Lookups.Where(l => l.Feature >= 0))
        {
            _lookups.Add(CodeEntries.Add(_entries, table, _codes.ColumnOf(table.Position), _features[feature], isFeature: true));
        }

        checks =
        [
            .. _found.Checks
                .Where(t => t.KnownRun() is not null)
                .Select(t => new ColumnCheck(_codes.ColumnOf(t.Position), t.KnownRun()!.Value.First, t.KnownRun()!.Value.Count))
                .Distinct()
                .OrderBy(c => c.Column),
        ];
        indicators = [.. _found.Indicators.OrderBy(i => i.Feature).Select(i => new ColumnIndicator(_codes.ColumnOf(i.Position), i.Code, _features[i.Feature]))];
        Emit(&ColumnCodeKernel.ToSlots, 0, features);
        Emit(&ColumnCodeKernel.ToFeatures, features, _lookups.Count - features);
        Emit(&ColumnCodeKernel.Checks, 0, checks.Length);
        Emit(&ColumnCodeKernel.Indicators, 0, indicators.Length);
    }

    private void AddLanes(Lane[] lanes)
    {
        Lane first = lanes[0];
        bool toSlots = first.Slot >= 0;
        BlockSteps steps = toSlots ? BlockSteps.All : LaneGrouper.Form(first.Steps);
        int start = _tape.Length;
        foreach (Lane lane in lanes)
        {
            int left = ColumnOf(lane.Left) * ColumnPlan.Width;
            int right = IsBinary(lane) ? ColumnOf(lane.Right) * ColumnPlan.Width : left;
            int output = (toSlots ? SlotColumn(lane.Slot) : _features[lane.Feature]) * ColumnPlan.Width;
            _tape.Add(new BlockHeader
            {
                LeftLow = left,
                LeftHigh = left + BlockCutter.Half,
                RightLow = right,
                RightHigh = right + BlockCutter.Half,
                OutputLow = output,
                OutputHigh = output + BlockCutter.Half,
            });
            AddParameters(lane, steps);
        }

        _instructions.Add(new ColumnInstruction(
            toSlots ? ColumnKernelTable.ToSlots(first.Operation) : ColumnKernelTable.ToFeatures(first.Operation, steps), start, lanes.Length)
        {
            LeftIsPresent = first.Left.Kind == LaneSourceKind.Row ? 0 : ulong.MaxValue,
            RightIsPresent = first.Right.Kind == LaneSourceKind.Row ? 0 : ulong.MaxValue,
        });
    }

    private void AddParameters(Lane lane, BlockSteps steps)
    {
        List<double> values = [];
        if ((steps & BlockSteps.Fill) != 0)
        {
            values.Add(lane.Fill);
        }

        if (lane.Operation == BlockOperation.IsEqual)
        {
            values.Add(lane.Number);
        }
        else if (lane.Operation == BlockOperation.Bucketize)
        {
            values.AddRange(ColumnBucketizeOperation.ParametersOf(lane.Edges));
        }

        values.AddRange((steps & BlockSteps.Affine) != 0 ? [lane.Shift, lane.Scale] : []);
        values.AddRange((steps & BlockSteps.Clip) != 0 ? [lane.Lower, lane.Upper] : []);
        _tape.Add(values.ToArray());
    }

    private int ColumnOf(LaneSource source)
    {
        switch (source.Kind)
        {
            case LaneSourceKind.Row:
                return _numbers.ColumnOf(source.Index);
            case LaneSourceKind.Slot:
                return SlotColumn(source.Index);
            default:
                long bits = BitConverter.DoubleToInt64Bits(source.Value);
                if (!_constants.TryGetValue(bits, out int column))
                {
                    column = _columnCount++;
                    _constants.Add(bits, column);
                }

                return column;
        }
    }

    private int SlotColumn(int slot)
    {
        if (!_slots.TryGetValue(slot, out int column))
        {
            column = _columnCount++;
            _slots.Add(slot, column);
        }

        return column;
    }

    private ColumnFunction FunctionOf((int Function, int Slot, int Phase) found)
    {
        RowFunction function = _program.Functions[found.Function];
        return new ColumnFunction(function, [.. function.Operands.ToArray().Select(slot => (slot, SlotColumn(slot)))], SlotColumn(found.Slot));
    }

    private IEnumerable<FeatureRun> OutputRuns()
    {
        for (int start = 0; start < _features.Length;)
        {
            int end = start;
            while (end < _features.Length && _features[end] >= 0)
            {
                end++;
            }

            if (end > start)
            {
                yield return new FeatureRun(start, _features[start], end - start);
            }

            start = end + 1;
        }
    }

    private void Emit(delegate*<ColumnPlan, in ColumnInstruction, ref ColumnFrame, void> run, int start, int count)
    {
        if (count > 0)
        {
            _instructions.Add(new ColumnInstruction(run, start, count));
        }
    }
}
