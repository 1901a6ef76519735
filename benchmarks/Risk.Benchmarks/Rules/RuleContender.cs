using Risk.Events;
using Risk.Internals;
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
    private readonly int[] _numbersRead;
    private readonly int[] _codesRead;
    private readonly int[] _keysRead;
    private readonly double[][] _readNumbers;
    private readonly int[][] _readCodes;
    private readonly TextKey[][] _readKeys;
    private readonly ulong[] _undetermined;
    private int _next;

    /// <summary>Compiles the workload by a named strategy, or by the one that its size chooses.</summary>
    public RuleContender(RuleWorkload workload, string? strategy = null)
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

        _numbersRead = Used(workload.Schema, built, AttributeUse.Number);
        _codesRead = Used(workload.Schema, built, AttributeUse.Code | AttributeUse.Key);
        _keysRead = Used(workload.Schema, built, AttributeUse.Key);
        _readNumbers = Array.ConvertAll(_rows, row => Array.ConvertAll(_numbersRead, position => row.Numbers[position]));
        _readCodes = Array.ConvertAll(_rows, row => Array.ConvertAll(_codesRead, position => row.Codes[position]));
        _readKeys = Array.ConvertAll(_rows, row => Array.ConvertAll(_keysRead, position => row.Keys[position]));
    }

    /// <summary>The rules that matched the last event.</summary>
    public ulong[] Matched { get; }

    /// <summary>The next event in a row of its own, with its characters: for strategies that read those.</summary>
    public void FromRows() => _program.Evaluate(_rows[Advance()], Matched, _undetermined);

    /// <summary>The next event, its texts coded: what a reader writes into a row, and no more.</summary>
    public void FromCodes()
    {
        int next = Advance();
        Scatter(_readNumbers[next], _numbersRead, _live.Numbers);
        Scatter(_readCodes[next], _codesRead, _live.Codes);
        Scatter(_readKeys[next], _keysRead, _live.Keys);
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

    private static void Scatter<T>(T[] values, int[] positions, T[] row)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            row[positions[i]] = values[i];
        }
    }

    private static int[] Used(EventSchema schema, AttributeLayout layout, AttributeUse use) =>
        [.. Enumerable.Range(0, schema.Count).Where(position => (layout.Uses[position] & use) != 0)];

    private static int[] PositionsOf(EventSchema schema, Func<AttributeKind, bool> isWanted) =>
        [.. Enumerable.Range(0, schema.Count).Where(position => isWanted(schema[position].Kind))];
}
