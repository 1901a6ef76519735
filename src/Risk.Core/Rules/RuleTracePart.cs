using System.Text;

namespace Risk.Rules;

/// <summary>A part of a condition on one event: a condition with its truth, or a value with what was seen.</summary>
public sealed partial record RuleTracePart
{
    /// <summary>Canonical source of the part, its defines written out.</summary>
    public required string Text { get; init; }

    /// <summary>The truth of a condition; null for a value.</summary>
    public Truth? Truth { get; init; }

    /// <summary>What was seen of a value, as text, invariant; null when it was missing, and for conditions.</summary>
    public string? Value { get; init; }

    /// <summary>The parts it is made of; constants are left out.</summary>
    public IReadOnlyList<RuleTracePart> Parts { get; init; } = [];

    /// <summary>Where it was written in the rules file, in UTF-16 units; -1 when it was not.</summary>
    public int Start { get; init; } = -1;

    /// <summary>The number of UTF-16 units.</summary>
    public int Length { get; init; }

    /// <summary>The part, its truth or value, then its parts, indented.</summary>
    public override string ToString()
    {
        var builder = new StringBuilder();
        AppendTo(builder, 0);
        return builder.ToString();
    }

    internal void AppendTo(StringBuilder builder, int depth)
    {
        builder.Append(' ', depth * 2).Append(Text);
        builder.Append(Truth is { } truth ? $" → {Name(truth)}" : $" is {Value ?? "missing"}");
        builder.Append('\n');
        foreach (RuleTracePart part in Parts)
        {
            part.AppendTo(builder, depth + 1);
        }
    }
}
