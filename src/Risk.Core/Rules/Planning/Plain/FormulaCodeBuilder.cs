using System.Runtime.InteropServices;
using Risk.Rules.Binding;

namespace Risk.Rules.Planning;

/// <summary>Writes formulas as the steps of a <see cref="FormulaCode"/>.</summary>
internal sealed class FormulaCodeBuilder
{
    // A step that is not written yet is a label: label i stands as FirstLabel - i until the end.
    private const int FirstLabel = FormulaCode.Fails - 1;

    private readonly List<Test> _tests = [];
    private readonly List<double> _cuts = [];
    private readonly List<ulong> _codeBits = [];
    private readonly List<BoundExpression> _trees = [];
    private readonly Dictionary<Formula, int> _entries = new(ReferenceEqualityComparer.Instance);
    private readonly List<int> _labels = [];

    /// <summary>Adds a formula; the same one is added once.</summary>
    /// <returns>Its first step.</returns>
    public int Add(Formula formula)
    {
        ref int entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, formula, out bool isKnown);
        if (!isKnown)
        {
            entry = _tests.Count;
            Write(formula, FormulaCode.Holds, FormulaCode.Fails);
        }

        return entry;
    }

    /// <summary>The steps of all formulas.</summary>
    public FormulaCode Build()
    {
        Test[] tests = [.. _tests];
        foreach (ref Test test in tests.AsSpan())
        {
            test.WhenHolds = Resolve(test.WhenHolds);
            test.WhenFails = Resolve(test.WhenFails);
        }

        return new FormulaCode(tests, [.. _cuts], [.. _codeBits], [.. _trees]);
    }

    private int Resolve(int step) => step <= FirstLabel ? _labels[FirstLabel - step] : step;

    // A junction's operands follow each other; the last one decides, the others leave early.
    private void Write(Formula formula, int whenHolds, int whenFails)
    {
        if (formula is not JunctionFormula junction)
        {
            _tests.Add(TestOf(formula) with { WhenHolds = whenHolds, WhenFails = whenFails });
            return;
        }

        for (int i = 0; i < junction.Operands.Length - 1; i++)
        {
            int label = _labels.Count;
            _labels.Add(0);
            int next = FirstLabel - label;
            Write(junction.Operands[i], junction.IsAnd ? next : whenHolds, junction.IsAnd ? whenFails : next);
            _labels[label] = _tests.Count;
        }

        Write(junction.Operands[^1], whenHolds, whenFails);
    }

    private Test TestOf(Formula formula)
    {
        switch (formula)
        {
            case ConstantFormula constant:
                return new Test { Kind = TestKind.Constant, Missing = constant.Answer };
            case ResidualFormula residual:
                _trees.Add(residual.Condition);
                return new Test { Kind = TestKind.Tree, First = _trees.Count - 1, IsInverted = !residual.IsWantedTrue };
            default:
                return TestOf(((LiteralFormula)formula).Literal);
        }
    }

    private Test TestOf(Literal literal)
    {
        var test = new Test { First = literal.Source.First, Second = literal.Source.Second, Missing = literal.Missing };
        switch (literal.Values)
        {
            case NumberSet { Cuts: [var cut] } numbers:
                return test with { Kind = TestKind.Cut, Cut = cut, IsInverted = numbers.StartsInside };
            case NumberSet numbers:
                int start = _cuts.Count;
                _cuts.AddRange(numbers.Cuts);
                return test with { Kind = TestKind.Cuts, Start = start, Count = numbers.Cuts.Length, IsInverted = numbers.StartsInside };
            case CodeSet codes:
                return WithBits(test with { Kind = TestKind.Code, IsInverted = codes.IsComplement }, codes);
            default:
                TestKind kind = literal.Source.Kind switch
                {
                    SourceKind.Boolean => TestKind.Boolean,
                    SourceKind.NumberPair => TestKind.NumberPair,
                    _ => TestKind.TextPair,
                };
                return test with { Kind = kind, Start = ((StateSet)literal.Values).States };
        }
    }

    private Test WithBits(Test test, CodeSet codes)
    {
        test.Start = _codeBits.Count;
        test.Count = codes.Codes.IsEmpty ? 0 : codes.Codes[^1] + 1;
        CollectionsMarshal.SetCount(_codeBits, test.Start + ((test.Count + 63) >> 6));
        Span<ulong> bits = CollectionsMarshal.AsSpan(_codeBits)[test.Start..];
        bits.Clear();
        foreach (int code in codes.Codes)
        {
            bits[code >> 6] |= 1UL << (code & 63);
        }

        return test;
    }
}
