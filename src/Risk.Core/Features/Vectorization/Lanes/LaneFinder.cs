using Risk.Events;
using Risk.Features.Evaluation;

namespace Risk.Features.Vectorization;

/// <summary>
/// Finds the lanes, indicators, lookups and functions that compute a program's outputs, and which slots must really be
/// filled. Steps that only one other uses become part of its lane.
/// </summary>
internal sealed class LaneFinder
{
    private readonly FeatureProgram _program;
    private readonly int[] _consumers;
    private readonly Dictionary<int, int> _ready = [];

    public LaneFinder(FeatureProgram program)
    {
        _program = program;
        _consumers = CountConsumers(program);
        for (int i = 0; i < program.Outputs.Length; i++)
        {
            if (!program.Outputs[i].IsHashed)
            {
                FindOutput(i, program.Outputs[i].Slot);
            }
        }

        foreach (HashedGroup group in program.HashedGroups)
        {
            foreach (int slot in group.Operands)
            {
                Require(slot);
            }
        }
    }

    public List<Lane> Lanes { get; } = [];

    /// <summary>Features that are 1 where the text at a position has a code.</summary>
    public List<(int Position, int Code, int Feature)> Indicators { get; } = [];

    /// <summary>Tables whose values become features or slots.</summary>
    public List<(CodeTable Table, int Slot, int Feature)> Lookups { get; } = [];

    /// <summary>Tables of which only the flags are needed.</summary>
    public List<CodeTable> Checks { get; } = [];

    public List<(int Function, int Slot, int Phase)> Functions { get; } = [];

    private static int[] CountConsumers(FeatureProgram program)
    {
        int[] consumers = new int[program.Steps.Length];
        foreach (NumberStep step in program.Steps)
        {
            if (step.Operation == NumberOperation.Function)
            {
                Count(program.Functions[step.Data].Operands, consumers);
            }
            else if (step.Operation is not (NumberOperation.Attribute or NumberOperation.Constant or NumberOperation.CodeLookup))
            {
                consumers[step.Left]++;
                if (step.Right >= 0)
                {
                    consumers[step.Right]++;
                }
            }
        }

        foreach (FeatureOutput output in program.Outputs)
        {
            if (!output.IsHashed)
            {
                consumers[output.Slot]++;
            }
        }

        foreach (HashedGroup group in program.HashedGroups)
        {
            Count(group.Operands, consumers);
        }

        return consumers;
    }

    private static void Count(ReadOnlySpan<int> operands, int[] consumers)
    {
        foreach (int operand in operands)
        {
            consumers[operand]++;
        }
    }

    private void FindOutput(int feature, int slot)
    {
        NumberStep step = _program.Steps[slot];
        if (step.Operation == NumberOperation.CodeLookup)
        {
            Lookups.Add((_program.CodeTables[step.Data], -1, feature));
        }
        else if (step.Operation != NumberOperation.IsEqual || !TryFindIndicator(feature, step))
        {
            Lane lane = CanInline(slot) ? Fused(slot) : Identity(slot);
            lane.Feature = feature;
            Lanes.Add(lane);
        }
    }

    // A one-hot feature of a text is a comparison of codes, when exactly one code has its ordinal.
    private bool TryFindIndicator(int feature, NumberStep step)
    {
        NumberStep lookup = _program.Steps[step.Left];
        if (lookup.Operation != NumberOperation.CodeLookup)
        {
            return false;
        }

        CodeTable table = _program.CodeTables[lookup.Data];
        int code = table.Values.IndexOf(step.First);
        if (code < 0 || code == TextCode.Other || code == table.Values.Length - 1 || table.Values[(code + 1)..].Contains(step.First))
        {
            return false;
        }

        Indicators.Add((table.Position, code, feature));
        if (!Checks.Contains(table))
        {
            Checks.Add(table);
        }

        return true;
    }

    private bool CanInline(int slot) =>
        _consumers[slot] == 1
        && _program.Steps[slot].Operation is not (NumberOperation.Attribute or NumberOperation.Constant or NumberOperation.CodeLookup or NumberOperation.Function);

    private Lane Identity(int slot)
    {
        var lane = new Lane();
        lane.Left = Source(slot, lane);
        return lane;
    }

    // Walks from the last step to the first: clip, affine, the operation, fill.
    private Lane Fused(int slot)
    {
        var lane = new Lane();
        bool isRoot = true;
        NumberStep step = _program.Steps[slot];
        if (step.Operation == NumberOperation.Clip)
        {
            lane.Steps |= BlockSteps.Clip;
            (lane.Lower, lane.Upper) = (step.First, step.Second);
            (slot, isRoot) = (step.Left, false);
        }

        if (CanTake(slot, isRoot) && TryAffine(_program.Steps[slot], out int operand, out double shift, out double scale))
        {
            lane.Steps |= BlockSteps.Affine;
            (lane.Shift, lane.Scale) = (shift, scale);
            (slot, isRoot) = (operand, false);
        }

        if (CanTake(slot, isRoot) && OperationOf(_program.Steps[slot].Operation) is { } operation)
        {
            step = _program.Steps[slot];
            lane.Operation = operation;
            lane.Number = step.First;
            lane.Edges = step.Operation == NumberOperation.Bucketize ? _program.Edges[step.Data] : [];
            if (step.Right >= 0)
            {
                lane.Right = Source(step.Right, lane);
            }

            (slot, isRoot) = (step.Left, false);
        }

        if (CanTake(slot, isRoot) && _program.Steps[slot].Operation == NumberOperation.Fill)
        {
            lane.Steps |= BlockSteps.Fill;
            lane.Fill = _program.Steps[slot].First;
            slot = _program.Steps[slot].Left;
        }

        lane.Left = Source(slot, lane);
        return lane;
    }

    private bool CanTake(int slot, bool isRoot) => isRoot || CanInline(slot);

    private LaneSource Source(int slot, Lane lane)
    {
        NumberStep step = _program.Steps[slot];
        switch (step.Operation)
        {
            case NumberOperation.Attribute:
                return LaneSource.Row(step.Left);
            case NumberOperation.Constant:
                return LaneSource.Constant(step.First);
            default:
                lane.Phase = Math.Max(lane.Phase, Require(slot));
                return LaneSource.Slot(slot);
        }
    }

    // x + c, x - c and x × c are affine with the same bits.
    private bool TryAffine(NumberStep step, out int operand, out double shift, out double scale)
    {
        (operand, shift, scale) = (step.Left, step.First, step.Second);
        if (step.Operation == NumberOperation.Affine)
        {
            return true;
        }

        if (step.Right < 0 || _program.Steps[step.Right].Operation != NumberOperation.Constant)
        {
            return false;
        }

        double constant = _program.Steps[step.Right].First;
        (shift, scale) = step.Operation switch
        {
            NumberOperation.Sum => (-constant, 1.0),
            NumberOperation.Difference => (constant, 1.0),
            _ => (0.0, constant),
        };
        return step.Operation is NumberOperation.Sum or NumberOperation.Difference or NumberOperation.Product;
    }

    /// <summary>Makes sure that a slot is filled; returns the first phase in which blocks can read it.</summary>
    private int Require(int slot)
    {
        if (_ready.TryGetValue(slot, out int ready))
        {
            return ready;
        }

        NumberStep step = _program.Steps[slot];
        switch (step.Operation)
        {
            case NumberOperation.CodeLookup:
                Lookups.Add((_program.CodeTables[step.Data], slot, -1));
                break;
            case NumberOperation.Function:
                int phase = 0;
                foreach (int operand in _program.Functions[step.Data].Operands)
                {
                    // Functions of a phase run after its blocks, so they see what these wrote.
                    phase = Math.Max(phase, Require(operand) - 1);
                }

                Functions.Add((step.Data, slot, phase));
                ready = phase + 1;
                break;
            default:
                Lane lane = step.Operation is NumberOperation.Attribute or NumberOperation.Constant ? Identity(slot) : Fused(slot);
                lane.Slot = slot;
                Lanes.Add(lane);
                ready = lane.Phase + 1;
                break;
        }

        return _ready[slot] = ready;
    }

    private static BlockOperation? OperationOf(NumberOperation operation) => operation switch
    {
        NumberOperation.Log1p => BlockOperation.Log1p,
        NumberOperation.Log => BlockOperation.Log,
        NumberOperation.SignedLog => BlockOperation.SignedLog,
        NumberOperation.SquareRoot => BlockOperation.SquareRoot,
        NumberOperation.IsMissing => BlockOperation.IsMissing,
        NumberOperation.IsEqual => BlockOperation.IsEqual,
        NumberOperation.Bucketize => BlockOperation.Bucketize,
        NumberOperation.Sum => BlockOperation.Sum,
        NumberOperation.Difference => BlockOperation.Difference,
        NumberOperation.Product => BlockOperation.Product,
        NumberOperation.Ratio => BlockOperation.Ratio,
        _ => null,
    };
}
