using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>
/// A rule that acts on a stable share of keys: the hash of label and key, on a scale of hundredths of a percent. A missing key is outside.
/// </summary>
internal readonly struct RollOut
{
    private const ulong Scale = 10_000;

    private readonly int _rule;
    private readonly int _position;
    private readonly bool _isText;
    private readonly ulong _labelHash;
    private readonly ulong _below;

    private RollOut(int rule, BoundRule bound, AttributeLayoutBuilder layout)
    {
        _rule = rule;
        _position = layout.IndexOf(bound.PercentageKey!.Definition.Name);
        _isText = bound.PercentageKey.Definition.IsText;
        layout.Use(_position, _isText ? AttributeUse.Hash : AttributeUse.Number);
        _labelHash = TextHash.Exact(bound.Id);
        _below = (ulong)Math.Round(bound.Percentage / 100 * Scale);
    }

    /// <summary>The roll-outs among the rules.</summary>
    public static RollOut[] Of(IReadOnlyList<BoundRule> rules, AttributeLayoutBuilder layout) =>
    [
        .. Enumerable.Range(0, rules.Count).Where(rule => rules[rule].PercentageKey is not null)
            .Select(rule => new RollOut(rule, rules[rule], layout)),
    ];

    /// <summary>Clears the rule's bit when the event is outside its share.</summary>
    public void Apply(AttributeRow row, Span<ulong> matched)
    {
        ulong bit = 1UL << _rule;
        if ((matched[_rule >> 6] & bit) == 0)
        {
            return;
        }

        bool missing = _isText ? row.Codes[_position] == TextCode.Missing : double.IsNaN(row.Numbers[_position]);
        ulong key = _isText ? row.Hashes[_position] : TextHash.Number(row.Numbers[_position]);
        if (missing || Math.BigMul(TextHash.Combine(_labelHash, key), Scale, out _) >= _below)
        {
            matched[_rule >> 6] &= ~bit;
        }
    }
}
