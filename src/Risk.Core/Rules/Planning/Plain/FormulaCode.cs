using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>
/// Formulas as steps in arrays: each step asks one question of the row and names the step that follows a yes and a no, so a
/// formula is answered without a stack, in either reading. The plain strategy runs whole rules like this; the planned one what
/// its cells can't say.
/// </summary>
internal sealed class FormulaCode(Test[] tests, double[] cuts, ulong[] codeBits, BoundExpression[] trees)
{
    /// <summary>The end of a formula that holds.</summary>
    public const int Holds = -1;

    /// <summary>The end of a formula that does not.</summary>
    public const int Fails = -2;

    private readonly Test[] _tests = tests;
    private readonly double[] _cuts = cuts;
    private readonly ulong[] _codeBits = codeBits;
    private readonly BoundExpression[] _trees = trees;

    /// <summary>Answers a formula: yes when it certainly holds, maybe when it possibly does.</summary>
    /// <param name="entry">The formula's first step.</param>
    /// <param name="row">The event.</param>
    /// <param name="wantsPossible">False to be told no instead of maybe.</param>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
    public MissingAnswer Evaluate(int entry, AttributeRow row, bool wantsPossible)
    {
        bool sawMaybe = false;
        int step = entry;
        while (step >= 0)
        {
            ref readonly Test test = ref _tests[step];
            MissingAnswer answer = Answer(in test, row);
            sawMaybe |= answer == MissingAnswer.Maybe;
            step = answer == MissingAnswer.Yes ? test.WhenHolds : test.WhenFails;
        }

        // Where every answer on the way was certain, the possible reading goes the same way.
        return step == Holds ? MissingAnswer.Yes : sawMaybe && wantsPossible ? EvaluatePossible(entry, row) : MissingAnswer.No;
    }

    private MissingAnswer EvaluatePossible(int entry, AttributeRow row)
    {
        int step = entry;
        while (step >= 0)
        {
            ref readonly Test test = ref _tests[step];
            step = Answer(in test, row) != MissingAnswer.No ? test.WhenHolds : test.WhenFails;
        }

        return step == Holds ? MissingAnswer.Maybe : MissingAnswer.No;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private MissingAnswer Answer(in Test test, AttributeRow row)
    {
        switch (test.Kind)
        {
            case TestKind.Cut:
                double number = row.Numbers[test.First];
                return double.IsNaN(number) ? test.Missing : Of((number > test.Cut) != test.IsInverted);
            case TestKind.Code:
                int code = row.Codes[test.First];
                return code == TextCode.Missing ? test.Missing : Of(HasCode(in test, code) != test.IsInverted);
            case TestKind.Boolean:
                double boolean = row.Numbers[test.First];
                return double.IsNaN(boolean) ? test.Missing : Of((test.Start & (boolean != 0 ? StateSet.True : StateSet.False)) != 0);
            default:
                return AnswerOther(in test, row);
        }
    }

    private MissingAnswer AnswerOther(in Test test, AttributeRow row)
    {
        switch (test.Kind)
        {
            case TestKind.Cuts:
                double number = row.Numbers[test.First];
                return double.IsNaN(number) ? test.Missing : Of(IsAboveOdd(in test, number) != test.IsInverted);
            case TestKind.NumberPair:
                int order = Relations.OfNumbers(row, test.First, test.Second);
                return order == 0 ? test.Missing : Of((test.Start & order) != 0);
            case TestKind.TextPair:
                int equality = Relations.OfTexts(row, test.First, test.Second);
                return equality == 0 ? test.Missing : Of((test.Start & equality) != 0);
            case TestKind.Tree:
                int mark = row.ScratchMark;
                Truth truth = RuleExpressions.Truth(_trees[test.First], row);
                row.ReleaseScratch(mark);
                return truth == Truth.Unknown ? MissingAnswer.Maybe : Of((truth == Truth.True) != test.IsInverted);
            default:
                return test.Missing;
        }
    }

    private bool HasCode(in Test test, int code) =>
        (uint)code < (uint)test.Count && ((_codeBits[test.Start + (code >> 6)] >> (code & 63)) & 1) != 0;

    // The number of cuts below the number, by halving.
    private bool IsAboveOdd(in Test test, double number)
    {
        int low = 0;
        int high = test.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (number > _cuts[test.Start + middle])
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (low & 1) != 0;
    }

    private static MissingAnswer Of(bool holds) => holds ? MissingAnswer.Yes : MissingAnswer.No;
}
