namespace Risk.Rules.Planning;

/// <summary>The names of the strategies, as the environment variable <c>RISK_RULES_ENGINE</c> spells them.</summary>
internal static class RuleStrategies
{
    /// <summary>The environment variable that forces a strategy.</summary>
    public const string Variable = "RISK_RULES_ENGINE";

    /// <summary>A walk over each rule's tree.</summary>
    public const string Reference = "reference";

    /// <summary>Rule by rule, as steps in arrays.</summary>
    public const string Plain = "plain";

    /// <summary>All rules at once by cells and masks, both readings in one register: for sets whose clauses fit.</summary>
    public const string Compact = "compact";

    /// <summary>The same with 512-bit vectors.</summary>
    public const string Compact512 = "compact-512";

    /// <summary>The same with 256-bit vectors.</summary>
    public const string Compact256 = "compact-256";

    /// <summary>The same with 128-bit vectors.</summary>
    public const string Compact128 = "compact-128";

    /// <summary>The same without vectors.</summary>
    public const string CompactScalar = "compact-scalar";

    /// <summary>All rules at once by cells and masks of any length, with the widest vectors of the machine.</summary>
    public const string Planned = "planned";

    /// <summary>The same with 512-bit vectors.</summary>
    public const string Planned512 = "planned-512";

    /// <summary>The same with 256-bit vectors.</summary>
    public const string Planned256 = "planned-256";

    /// <summary>The same with 128-bit vectors.</summary>
    public const string Planned128 = "planned-128";

    /// <summary>The same without vectors.</summary>
    public const string PlannedScalar = "planned-scalar";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } = [Reference, Plain, Compact, Compact512, Compact256, Compact128, CompactScalar, Planned, Planned512, Planned256, Planned128, PlannedScalar];
}
