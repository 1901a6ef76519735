namespace Risk.Rules;

/// <summary>Whether the tests have seen one condition of a rule both ways. Conditions are what <c>and</c>, <c>or</c> and <c>not</c> join.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Condition">Canonical source of the condition, its defines written out.</param>
/// <param name="Line">The line it was written on, from 1; 0 when it was not read from text.</param>
/// <param name="SeenTrue">True when it held in some test.</param>
/// <param name="SeenFalse">True when it did not hold in some test.</param>
public sealed record RuleConditionCoverage(RuleInfo Rule, string Condition, int Line, bool SeenTrue, bool SeenFalse)
{
    /// <summary>True when it was seen both ways.</summary>
    public bool IsCovered => SeenTrue && SeenFalse;
}
