using System.Text;

namespace Risk.Rules;

/// <summary>The full account of a rule set on one event.</summary>
public sealed partial record RuleSetTrace
{
    /// <summary>What to do, or null when no rule decides.</summary>
    public RiskAction? Action { get; init; }

    /// <summary>The rule that decided, or null.</summary>
    public RuleInfo? Rule { get; init; }

    /// <summary>True when a Request 3D Secure rule matched, whatever decided.</summary>
    public bool ChallengeRequested { get; init; }

    /// <summary>The sum of the points of the Score rules that matched.</summary>
    public double Points { get; init; }

    /// <summary>The account of each rule, in source order.</summary>
    public required IReadOnlyList<RuleTrace> Rules { get; init; }

    /// <summary>What decided, then every rule with its parts, indented.</summary>
    public override string ToString()
    {
        var builder = new StringBuilder();
        builder.Append("action: ").Append(Action?.ToString() ?? "none");
        if (Rule is not null)
        {
            builder.Append(", by ").Append(Rule.Id);
        }

        builder.Append('\n');
        foreach (RuleTrace rule in Rules)
        {
            builder.Append(rule);
        }

        return builder.ToString();
    }
}
