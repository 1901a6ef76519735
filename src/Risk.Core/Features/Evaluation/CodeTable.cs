using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>What a categorical attribute stands for, by the row's codes. Codes that others named lie beyond the table or hold the unknown's value.</summary>
internal sealed class CodeTable
{
    private readonly double[] _values;
    private readonly bool[] _known;

    /// <param name="position">The attribute's position in the row.</param>
    /// <param name="codes">The codes of the known categories.</param>
    /// <param name="values">What each stands for.</param>
    /// <param name="unknown">What any other text stands for.</param>
    /// <param name="missing">What a missing text stands for.</param>
    /// <param name="reportsUnknown">Whether an unknown text sets <see cref="DecisionFlags.UnknownCategory"/>.</param>
    public CodeTable(int position, ReadOnlySpan<int> codes, ReadOnlySpan<double> values, double unknown, double missing, bool reportsUnknown)
    {
        int count = TextCode.FirstKnown;
        foreach (int code in codes)
        {
            count = Math.Max(count, code + 1);
        }

        // One entry more, for every code beyond.
        _values = new double[count + 1];
        _known = new bool[count + 1];
        Array.Fill(_values, unknown);
        Array.Fill(_known, !reportsUnknown);
        (_values[TextCode.Missing], _known[TextCode.Missing]) = (missing, true);
        for (int i = 0; i < codes.Length; i++)
        {
            (_values[codes[i]], _known[codes[i]]) = (values[i], true);
        }

        Position = position;
    }

    public int Position { get; }

    /// <summary>By code; the last entry is for all codes from there on.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>By code, like <see cref="Values"/>: false where <see cref="DecisionFlags.UnknownCategory"/> is to be set.</summary>
    public ReadOnlySpan<bool> Known => _known;

    /// <summary>The known codes when they follow one another, else null; a table that reports nothing unknown knows all codes.</summary>
    public (int First, int Count)? KnownRun()
    {
        if (Known[TextCode.Other])
        {
            return (0, int.MaxValue);
        }

        ReadOnlySpan<bool> known = Known[TextCode.FirstKnown..];
        int first = known.IndexOf(true);
        if (first < 0)
        {
            return (TextCode.FirstKnown, 0);
        }

        int count = known[first..].IndexOf(false);
        return known[(first + count)..].Contains(true) ? null : (TextCode.FirstKnown + first, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Find(int code, ref DecisionFlags flags)
    {
        int index = Math.Min(code, _values.Length - 1);
        if (code == TextCode.Missing)
        {
            flags |= DecisionFlags.MissingFeatures;
        }
        else if (!_known[index])
        {
            flags |= DecisionFlags.UnknownCategory;
        }

        return _values[index];
    }
}
