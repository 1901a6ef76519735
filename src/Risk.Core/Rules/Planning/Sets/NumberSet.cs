using Risk.Rules.Binding;

namespace Risk.Rules.Planning;

/// <summary>
/// A set of doubles as the places where membership changes: <c>x &gt; cut</c> flips it, so region i lies above cut i - 1 and
/// up to cut i. Every comparison is of this form, because <c>x &gt;= v</c> is <c>x &gt; w</c> with w the double before v. Both
/// zeros are one number; the infinities are numbers; NaN is in no set.
/// </summary>
internal sealed class NumberSet : ValueSet
{
    /// <summary>Every number.</summary>
    public static readonly NumberSet All = new([], true);

    /// <summary>No number.</summary>
    public static readonly NumberSet None = new([], false);

    private readonly double[] _cuts;

    private NumberSet(double[] cuts, bool startsInside)
    {
        _cuts = cuts;
        StartsInside = startsInside;
    }

    /// <summary>Where membership changes, ascending and distinct.</summary>
    public ReadOnlySpan<double> Cuts => _cuts;

    /// <summary>Whether the numbers up to the first cut are in the set.</summary>
    public bool StartsInside { get; }

    /// <inheritdoc/>
    public override bool IsEmpty => _cuts.Length == 0 && !StartsInside;

    /// <inheritdoc/>
    public override bool IsAll => _cuts.Length == 0 && StartsInside;

    /// <summary>The numbers that compare so with a value that is not NaN.</summary>
    public static NumberSet Of(ComparisonOperator operation, double value)
    {
        // Adding positive zero turns the negative one into it.
        value += 0.0;
        return operation switch
        {
            ComparisonOperator.Greater => double.IsPositiveInfinity(value) ? None : new NumberSet([value], false),
            ComparisonOperator.LessOrEqual => double.IsPositiveInfinity(value) ? All : new NumberSet([value], true),
            ComparisonOperator.GreaterOrEqual => double.IsNegativeInfinity(value) ? All : new NumberSet([Before(value)], false),
            ComparisonOperator.Less => double.IsNegativeInfinity(value) ? None : new NumberSet([Before(value)], true),
            ComparisonOperator.Equal => Points([value]),
            _ => (NumberSet)Points([value]).Complement(),
        };
    }

    /// <summary>Some numbers, none of them NaN.</summary>
    public static NumberSet Points(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] += 0.0;
        }

        Array.Sort(sorted);
        var cuts = new List<double>(sorted.Length * 2);
        bool startsInside = false;
        foreach (double value in sorted)
        {
            if (double.IsNegativeInfinity(value))
            {
                startsInside = true;
                if (cuts.Count == 0)
                {
                    cuts.Add(value);
                }

                continue;
            }

            // Neighbouring doubles share a cut, which cancels; a value given twice adds nothing.
            double before = Before(value);
            if (cuts.Count > 0 && cuts[^1] == before)
            {
                cuts[^1] = value;
            }
            else if (cuts.Count == 0 || cuts[^1] < before)
            {
                cuts.Add(before);
                cuts.Add(value);
            }
        }

        // Everything above plus infinity: a cut that no number lies beyond.
        if (cuts.Count > 0 && double.IsPositiveInfinity(cuts[^1]))
        {
            cuts.RemoveAt(cuts.Count - 1);
        }

        return new NumberSet([.. cuts], startsInside);
    }

    /// <summary>A number of the set, a round one where there is room; null when there is none.</summary>
    public double? Example()
    {
        double? found = null;
        double low = double.NegativeInfinity;
        for (int i = 0; i <= _cuts.Length; i++)
        {
            double high = i < _cuts.Length ? _cuts[i] : double.PositiveInfinity;
            if (StartsInside != ((i & 1) != 0))
            {
                // Above low and up to high.
                double round = double.IsInfinity(low) ? Math.Floor(high) : Math.Floor(low) + 1;
                double candidate = low < 0 && high >= 0 ? 0 : round > low && round <= high ? round : high;
                if (double.IsFinite(candidate))
                {
                    return candidate;
                }

                found ??= candidate;
            }

            low = high;
        }

        return found;
    }

    /// <summary>Whether a number is in the set.</summary>
    public bool Contains(double value)
    {
        int below = 0;
        while (below < _cuts.Length && value > _cuts[below])
        {
            below++;
        }

        return !double.IsNaN(value) && StartsInside != ((below & 1) != 0);
    }

    /// <inheritdoc/>
    public override ValueSet Complement() => new NumberSet(_cuts, !StartsInside);

    /// <inheritdoc/>
    public override ValueSet Intersect(ValueSet other)
    {
        var second = (NumberSet)other;
        if (IsAll || second.IsEmpty)
        {
            return second;
        }

        if (second.IsAll || IsEmpty)
        {
            return this;
        }

        var cuts = new List<double>(_cuts.Length + second._cuts.Length);
        bool insideFirst = StartsInside;
        bool insideSecond = second.StartsInside;
        bool inside = insideFirst && insideSecond;
        bool startsInside = inside;
        for (int i = 0, j = 0; i < _cuts.Length || j < second._cuts.Length;)
        {
            double cut = j == second._cuts.Length || (i < _cuts.Length && _cuts[i] <= second._cuts[j]) ? _cuts[i] : second._cuts[j];
            if (i < _cuts.Length && _cuts[i] == cut)
            {
                insideFirst = !insideFirst;
                i++;
            }

            if (j < second._cuts.Length && second._cuts[j] == cut)
            {
                insideSecond = !insideSecond;
                j++;
            }

            if ((insideFirst && insideSecond) != inside)
            {
                inside = !inside;
                cuts.Add(cut);
            }
        }

        return new NumberSet([.. cuts], startsInside);
    }

    /// <inheritdoc/>
    public override bool Equals(ValueSet? other) =>
        other is NumberSet set && set.StartsInside == StartsInside && set._cuts.AsSpan().SequenceEqual(_cuts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(StartsInside);
        foreach (double cut in _cuts)
        {
            hash.Add(cut);
        }

        return hash.ToHashCode();
    }

    private static double Before(double value) => Math.BitDecrement(value);
}
