namespace Risk.Rules.Planning;

/// <summary>A conjunction: at most one literal a source, in the order of the sources, and residual conditions.</summary>
/// <param name="Literals">The literals, by ascending source.</param>
/// <param name="Residuals">Formulas that are asked of the row when every literal holds.</param>
/// <param name="IsAtMostPossible">True when a part is unknown on every event, so the clause never certainly holds.</param>
internal sealed record Clause(Literal[] Literals, Formula[] Residuals, bool IsAtMostPossible)
{
    /// <summary>The clause that always holds.</summary>
    public static readonly Clause Always = new([], [], false);

    /// <summary>Whether some event makes every literal hold for sure, as far as single literals tell.</summary>
    public bool IsSatisfiable => !IsAtMostPossible && Array.TrueForAll(Literals, literal => literal.IsSatisfiable);

    /// <summary>Both hold; null when they can't.</summary>
    public Clause? And(Clause other)
    {
        var literals = new List<Literal>(Literals.Length + other.Literals.Length);
        int i = 0;
        int j = 0;
        while (i < Literals.Length || j < other.Literals.Length)
        {
            int order = i == Literals.Length ? 1 : j == other.Literals.Length ? -1 : Literals[i].Source.CompareTo(other.Literals[j].Source);
            Literal literal = order < 0 ? Literals[i] : order > 0 ? other.Literals[j] : Literals[i].And(other.Literals[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            if (literal.IsNever)
            {
                return null;
            }

            literals.Add(literal);
        }

        return new Clause([.. literals], Residuals.Length == 0 ? other.Residuals : [.. Residuals, .. other.Residuals], IsAtMostPossible || other.IsAtMostPossible);
    }

    /// <summary>Whether this clause holds only where the other does, in both readings.</summary>
    public bool Implies(Clause other)
    {
        if (other.IsAtMostPossible && !IsAtMostPossible)
        {
            return false;
        }

        foreach (Formula residual in other.Residuals)
        {
            if (Array.IndexOf(Residuals, residual) < 0)
            {
                return false;
            }
        }

        int i = 0;
        foreach (Literal literal in other.Literals)
        {
            while (i < Literals.Length && Literals[i].Source.CompareTo(literal.Source) < 0)
            {
                i++;
            }

            if (i == Literals.Length || Literals[i].Source != literal.Source || !Literals[i].Implies(literal))
            {
                return false;
            }
        }

        return true;
    }
}
