using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>
/// The keys that a rule with a percentage acts on: those whose hash, mixed with the rule's label, falls into the share. The
/// same keys in every process and release, and other keys for another rule. A missing key is in no share but the whole.
/// </summary>
internal readonly struct RuleShare
{
    // 2^-64 times 100: a hash becomes a percentage.
    private const double PercentPerHash = 100.0 / 18_446_744_073_709_551_616.0;

    private readonly double _percentage;
    private readonly int _position;
    private readonly ulong _labelHash;

    private RuleShare(double percentage, int position, ulong labelHash)
    {
        _percentage = percentage;
        _position = position;
        _labelHash = labelHash;
    }

    /// <summary>The share of a rule; asks the layout for the key's hash.</summary>
    public static RuleShare Create(BoundRule rule, LayoutBinding binding, AttributeLayoutBuilder layout)
    {
        if (rule.PercentageKey is not { } key || rule.Percentage >= 100)
        {
            return new RuleShare(100, -1, 0);
        }

        int position = binding.PositionOf(key.Position);
        layout.Use(position, key.Definition.IsText ? AttributeUse.Hash : AttributeUse.Number);
        return new RuleShare(rule.Percentage, key.Definition.IsText ? position : ~position, TextHash.Exact(rule.Id));
    }

    /// <summary>Whether the rule acts on this event's key.</summary>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
    public bool Includes(AttributeRow row)
    {
        if (_percentage >= 100)
        {
            return true;
        }

        ulong key;
        if (_position >= 0)
        {
            if (row.Codes[_position] == TextCode.Missing)
            {
                return false;
            }

            key = row.Hashes[_position];
        }
        else
        {
            double number = row.Numbers[~_position];
            if (double.IsNaN(number))
            {
                return false;
            }

            key = TextHash.Number(number);
        }

        return TextHash.Combine(_labelHash, key) * PercentPerHash < _percentage;
    }
}
