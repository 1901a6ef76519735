using Risk.Events;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Benchmarks.Rules;

/// <summary>One of the library's strategies over the workload, from values whose texts have codes already or from raw texts.</summary>
internal sealed class RuleContender
{
    private readonly IRuleProgram _program;
    private readonly AttributeRow[] _rows;
    private readonly AttributeRow _live;
    private readonly double[][] _numbers;
    private readonly string?[][] _texts;
    private readonly int[] _numberPositions;
    private readonly int[] _booleanPositions;
    private readonly int[] _textPositions;
    private readonly ulong[] _undetermined;
    private int _next;

    public RuleContender(RuleWorkload workload, string strategy)
    {
        var layout = new AttributeLayoutBuilder(workload.Schema);
        _program = RuleProgramFactory.Create(workload.Rules.Bound, layout, strategy);
        AttributeLayout built = layout.Build();
        _live = built.CreateRow();
        _numberPositions = PositionsOf(workload.Schema, static kind => kind == AttributeKind.Number);
        _booleanPositions = PositionsOf(workload.Schema, static kind => kind == AttributeKind.Boolean);
        _textPositions = PositionsOf(workload.Schema, static kind => kind is not (AttributeKind.Number or AttributeKind.Boolean));
        _numbers = [.. workload.Events.Select(static values => values.Select(static value => value switch { double number => number, bool truth => truth ? 1.0 : 0.0, _ => double.NaN }).ToArray())];
        _texts = [.. workload.Events.Select(static values => values.Select(static value => value as string).ToArray())];
        Matched = new ulong[(_program.RuleCount + 63) >> 6];
        _undetermined = new ulong[Matched.Length];
        _rows = new AttributeRow[_numbers.Length];
        for (int i = 0; i < _rows.Length; i++)
        {
            _rows[i] = built.CreateRow();
            Fill(_rows[i], i);
        }
    }

    /// <summary>The rules that matched the last event.</summary>
    public ulong[] Matched { get; }

    /// <summary>The next event in a row of its own, with its characters: for strategies that read those.</summary>
    public void FromRows() => _program.Evaluate(_rows[Advance()], Matched, _undetermined);

    /// <summary>The next event, its texts coded.</summary>
    public void FromCodes()
    {
        AttributeRow next = _rows[Advance()];
        next.Numbers.CopyTo(_live.Numbers.AsSpan());
        next.Codes.CopyTo(_live.Codes.AsSpan());
        next.Keys.CopyTo(_live.Keys.AsSpan());
        _program.Evaluate(_live, Matched, _undetermined);
    }

    /// <summary>The next event from its strings.</summary>
    public void FromTexts()
    {
        Fill(_live, Advance());
        _program.Evaluate(_live, Matched, _undetermined);
    }

    public void Restart() => _next = 0;

    private int Advance()
    {
        int next = _next;
        _next = next + 1 == _rows.Length ? 0 : next + 1;
        return next;
    }

    private void Fill(AttributeRow row, int index)
    {
        double[] numbers = _numbers[index];
        string?[] texts = _texts[index];
        row.Clear();
        foreach (int position in _numberPositions)
        {
            row.SetNumber(position, numbers[position]);
        }

        foreach (int position in _booleanPositions)
        {
            if (!double.IsNaN(numbers[position]))
            {
                row.SetBoolean(position, numbers[position] != 0);
            }
        }

        foreach (int position in _textPositions)
        {
            row.SetText(position, texts[position]);
        }
    }

    private static int[] PositionsOf(EventSchema schema, Func<AttributeKind, bool> isWanted) =>
        [.. Enumerable.Range(0, schema.Count).Where(position => isWanted(schema[position].Kind))];
}
