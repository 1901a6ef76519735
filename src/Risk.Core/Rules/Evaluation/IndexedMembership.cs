using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>
/// A membership whose list is made ready for search: texts hashed, numbers sorted. Made of a
/// <see cref="BoundMembership"/> with a long list where the operand has no codes of its own.
/// </summary>
internal sealed record IndexedMembership : BoundExpression
{
    private readonly BoundExpression _operand;
    private readonly TextCodebook? _texts;
    private readonly double[] _numbers;

    public IndexedMembership(BoundMembership membership)
        : base(BoundType.Boolean, membership.Start, membership.Length)
    {
        _operand = membership.Operand;
        _numbers = [];
        if (membership.Set.Numbers is { } numbers)
        {
            _numbers = [.. numbers];
            Array.Sort(_numbers);
            return;
        }

        _texts = new TextCodebook(_operand.Type == BoundType.Token ? AttributeKind.Token : AttributeKind.Text);
        foreach (string text in membership.Set.Texts!)
        {
            _texts.Add(text);
        }
    }

    /// <summary>Whether the operand is in the list.</summary>
    public Truth Evaluate(AttributeRow row)
    {
        if (_texts is not null)
        {
            return !RuleExpressions.TryText(_operand, row, out ReadOnlySpan<char> text) ? Truth.Unknown
                : _texts.Find(text) != TextCode.Other ? Truth.True
                : Truth.False;
        }

        double number = RuleExpressions.Number(_operand, row);
        return double.IsNaN(number) ? Truth.Unknown : Array.BinarySearch(_numbers, number) >= 0 ? Truth.True : Truth.False;
    }
}
