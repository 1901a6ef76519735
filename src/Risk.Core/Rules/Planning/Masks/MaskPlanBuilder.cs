using System.Runtime.InteropServices;
using Risk.Events;

namespace Risk.Rules.Planning;

/// <summary>
/// The third pass: gives every clause a bit, every source its cells, and every cell its row. Which clauses a source's row
/// speaks of at all is known first; rows then follow from the sets of the literals on that source.
/// </summary>
internal sealed partial class MaskPlanBuilder
{
    private readonly int _ruleCount;
    private readonly AttributeLayoutBuilder _layout;
    private readonly Dictionary<Source, List<Use>> _uses = [];
    private readonly FormulaCodeBuilder _code = new();
    private readonly List<int> _ruleOfExtraBit = [];
    private readonly List<(int Bit, Formula[] Formulas)> _residuals = [];
    private readonly List<(int Rule, int Entry)> _late = [];
    private readonly List<int> _liveBits = [];
    private readonly int _firstExtraBit;

    public MaskPlanBuilder(int ruleCount, AttributeLayoutBuilder layout)
    {
        _ruleCount = ruleCount;
        _layout = layout;
        _firstExtraBit = ruleCount;
    }

    /// <summary>Adds a rule as clauses, any of which suffices.</summary>
    public void Add(int rule, Clause[] clauses)
    {
        for (int i = 0; i < clauses.Length; i++)
        {
            int bit = rule;
            if (i > 0)
            {
                bit = _firstExtraBit + _ruleOfExtraBit.Count;
                _ruleOfExtraBit.Add(rule);
            }

            _liveBits.Add(bit);
            foreach (Literal literal in clauses[i].Literals)
            {
                ref List<Use>? uses = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, literal.Source, out _);
                (uses ??= []).Add(new Use(bit, literal));
            }

            if (clauses[i].Residuals.Length > 0 || clauses[i].IsAtMostPossible)
            {
                Formula[] residuals = clauses[i].IsAtMostPossible
                    ? [.. clauses[i].Residuals, Formula.Constant(MissingAnswer.Maybe)]
                    : clauses[i].Residuals;
                _residuals.Add((bit, residuals));
            }
        }
    }

    /// <summary>Adds a rule that must run after the others, in the order of the calls.</summary>
    public void AddLate(int rule, Formula formula) => _late.Add((rule, _code.Add(formula)));

    /// <summary>The plan of the rules added.</summary>
    public MaskPlan Build()
    {
        int bitCount = _firstExtraBit + _ruleOfExtraBit.Count;
        int usedWords = (bitCount + 63) >> 6;
        var table = new RowTable(usedWords, _liveBits);
        var cells = new List<int>();
        var bounds = new List<double>();
        var clears = new ClearTable();
        var numbers = new List<CutColumn>();
        var wideNumbers = new List<CutColumn>();
        var columns = new List<CellColumn>[5];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = [];
        }

        int positions = 0;
        var cellStarts = new List<int>(_uses.Count);
        var sources = new List<Source>(_uses.Keys);
        sources.Sort();
        foreach (Source source in sources)
        {
            positions = Math.Max(positions, Math.Max(source.First, source.Second) + 1);
            var cellBuilder = new CellBuilder(table, cells, source, _uses[source]);
            if (source.Kind is SourceKind.Number or SourceKind.Boolean)
            {
                CutColumn column = source.Kind == SourceKind.Number ? cellBuilder.BuildNumber(bounds, clears) : cellBuilder.BuildBoolean(bounds);
                (column.Leaves < 0 ? numbers : wideNumbers).Add(column);
                cellStarts.Add(column.Cells);
            }
            else
            {
                CellColumn column = source.Kind == SourceKind.Code ? cellBuilder.BuildCodes(_layout.CodeCount(source.First)) : cellBuilder.BuildStates();
                columns[(int)source.Kind].Add(column);
                cellStarts.Add(column.Cells);
            }
        }

        if (usedWords <= MaskPlan.CompactReadingWords)
        {
            table.Mirror();
            foreach (int cellsStart in cellStarts)
            {
                table.SetPossible(cells[cellsStart], cells[cellsStart - 1]);
            }
        }

        numbers.Sort(static (first, second) => first.RootBlocks.CompareTo(second.RootBlocks));
        (int[] residualStarts, int[] residuals, ulong[] residualBits) = BuildResiduals(bitCount);
        return new MaskPlan
        {
            RuleCount = _ruleCount,
            UsedWords = usedWords,
            Words = table.Words,
            Rows = table.Build(out int rowsStart),
            RowsStart = rowsStart,
            Cells = [.. cells],
            Bounds = [.. bounds],
            Numbers = [.. numbers],
            WideNumbers = [.. wideNumbers],
            Texts = [.. columns[(int)SourceKind.Code]],
            NumberPairs = [.. columns[(int)SourceKind.NumberPair]],
            TextPairs = [.. columns[(int)SourceKind.TextPair]],
            ClearStarts = clears.BuildStarts(),
            ClearedBits = clears.BuildBits(),
            ResidualBits = residualBits,
            ResidualStarts = residualStarts,
            Residuals = residuals,
            RuleOfExtraBit = [.. _ruleOfExtraBit],
            LateRules = _late.ConvertAll(late => late.Rule).ToArray(),
            LateEntries = _late.ConvertAll(late => late.Entry).ToArray(),
            Code = _code.Build(),
            Positions = positions,
        };
    }

    private (int[] Starts, int[] Entries, ulong[] Bits) BuildResiduals(int bitCount)
    {
        if (_residuals.Count == 0)
        {
            return ([], [], []);
        }

        var starts = new int[bitCount + 1];
        var bits = new ulong[(bitCount + 63) >> 6];
        foreach ((int bit, Formula[] formulas) in _residuals)
        {
            starts[bit + 1] = formulas.Length;
            bits[bit >> 6] |= 1UL << (bit & 63);
        }

        for (int i = 0; i < bitCount; i++)
        {
            starts[i + 1] += starts[i];
        }

        var entries = new int[starts[bitCount]];
        foreach ((int bit, Formula[] formulas) in _residuals)
        {
            for (int i = 0; i < formulas.Length; i++)
            {
                entries[starts[bit] + i] = _code.Add(formulas[i]);
            }
        }

        return (starts, entries, bits);
    }

    /// <summary>A literal and the bit of its clause.</summary>
    internal readonly record struct Use(int Bit, Literal Literal);
}
