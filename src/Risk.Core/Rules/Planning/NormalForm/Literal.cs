namespace Risk.Rules.Planning;

/// <summary>
/// A question on one source: does its value lie in a set, and what if it is missing. It has two readings. <i>Certain</i>: it
/// holds for sure, so a missing value must answer yes. <i>Possible</i>: it is not false, so maybe is enough.
/// </summary>
/// <param name="Source">What is read.</param>
/// <param name="Values">The values for which it holds.</param>
/// <param name="Missing">What a missing value answers.</param>
internal sealed record Literal(Source Source, ValueSet Values, MissingAnswer Missing)
{
    /// <summary>Whether it holds whatever the event.</summary>
    public bool IsAlways => Values.IsAll && Missing == MissingAnswer.Yes;

    /// <summary>Whether it can't even be unknown, so it is false whatever the event.</summary>
    public bool IsNever => Values.IsEmpty && Missing == MissingAnswer.No;

    /// <summary>Whether some value makes it hold for sure.</summary>
    public bool IsSatisfiable => !Values.IsEmpty || Missing == MissingAnswer.Yes;

    /// <summary>Both hold. Literals of one source only.</summary>
    public Literal And(Literal other) => new(Source, Values.Intersect(other.Values), (MissingAnswer)Math.Min((byte)Missing, (byte)other.Missing));

    /// <summary>Either holds.</summary>
    public Literal Or(Literal other) => new(Source, Values.Unite(other.Values), (MissingAnswer)Math.Max((byte)Missing, (byte)other.Missing));

    /// <summary>It does not hold.</summary>
    public Literal Not() => new(Source, Values.Complement(), Negate(Missing));

    /// <summary>Whether this one holds only where the other does, in both readings.</summary>
    public bool Implies(Literal other) => Missing <= other.Missing && Values.IsSubsetOf(other.Values);

    /// <summary>Kleene's not of an answer.</summary>
    public static MissingAnswer Negate(MissingAnswer answer) => MissingAnswer.Yes - (byte)answer;
}
