using System.Text;

namespace Risk.Rules;

/// <summary>The account of one rule on one event.</summary>
public sealed partial record RuleTrace
{
    /// <summary>The rule.</summary>
    public required RuleInfo Rule { get; init; }

    /// <summary>Its condition and the parts of it.</summary>
    public required RuleTracePart Condition { get; init; }

    /// <summary>Whether it matched: true, false, or unknown when it could not be determined.</summary>
    public Truth Truth => Condition.Truth ?? Truth.Unknown;

    /// <summary>False when the event's key lies outside the rule's roll-out, so that a match does not act.</summary>
    public bool IsInShare { get; init; } = true;

    /// <summary>What made it undetermined: attributes that were missing, or parts that have no value (such as a division by zero). Empty otherwise.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The rule, its truth, and its parts, one a line.</summary>
    public override string ToString()
    {
        var builder = new StringBuilder();
        builder.Append(Rule.Id).Append(": ").Append(Truth switch
        {
            Truth.True => "matched",
            Truth.False => "not matched",
            _ => "undetermined",
        });
        if (Missing.Count > 0)
        {
            builder.Append(", missing ").AppendJoin(", ", Missing);
        }

        if (Rule.IsShadow)
        {
            builder.Append(", shadow");
        }

        if (!IsInShare)
        {
            builder.Append(", outside its roll-out");
        }

        builder.Append('\n');
        Condition.AppendTo(builder, 1);
        return builder.ToString();
    }
}
