using Risk.Events;

namespace Risk.Rules;

/// <summary>One test of a rule set: an event, and what is expected of it. What is null is not checked.</summary>
public sealed record RuleTest
{
    /// <summary>The test's name in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Its line in the test file, from 1; 0 when it was made in code.</summary>
    public int Line { get; init; }

    /// <summary>The event. What models give, such as <c>risk_score</c>, stands among its attributes.</summary>
    public required JsonEvent Event { get; init; }

    /// <summary>Events that happened before, in the order of their arrival: what windows count.</summary>
    public IReadOnlyList<JsonEvent> History { get; init; } = [];

    /// <summary>True when <see cref="Action"/> is checked.</summary>
    public bool ChecksAction { get; init; }

    /// <summary>The action expected; null for none.</summary>
    public RiskAction? Action { get; init; }

    /// <summary>True when <see cref="Rule"/> is checked.</summary>
    public bool ChecksRule { get; init; }

    /// <summary>The id of the rule that is expected to decide; null for none.</summary>
    public string? Rule { get; init; }

    /// <summary>The challenge flag expected.</summary>
    public bool? Challenge { get; init; }

    /// <summary>The sum of points expected.</summary>
    public double? Points { get; init; }

    /// <summary>The ids of all rules that are expected to match, in any order.</summary>
    public IReadOnlyList<string>? Matched { get; init; }

    /// <summary>The truth expected of single rules, by id.</summary>
    public IReadOnlyDictionary<string, Truth> Truths { get; init; } = new Dictionary<string, Truth>();

    /// <summary>True when anything is checked at all.</summary>
    internal bool ChecksAnything => ChecksAction || ChecksRule || Challenge is not null || Points is not null || Matched is not null || Truths.Count > 0;
}
