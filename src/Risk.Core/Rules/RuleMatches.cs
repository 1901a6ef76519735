namespace Risk.Rules;

/// <summary>
/// Memory for what one evaluation finds: a bit a rule for matched, and one for undetermined. Made once by
/// <see cref="RuleEvaluator.CreateMatches"/> and reused; belongs to one thread at a time.
/// </summary>
public sealed class RuleMatches
{
    internal RuleMatches(int rules)
    {
        Matched = new ulong[WordsFor(rules)];
        Undetermined = new ulong[WordsFor(rules)];
    }

    internal ulong[] Matched { get; }

    internal ulong[] Undetermined { get; }

    /// <summary>The words of 64 bits that a number of rules takes.</summary>
    public static int WordsFor(int rules) => (rules + 63) >> 6;
}
