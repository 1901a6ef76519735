using Risk.Internals.Numerics;

namespace Risk.Models.Scorecards;

/// <summary>The flat tables that a scorecard is evaluated from.</summary>
internal sealed class ScorecardTables
{
    private readonly List<double> _thresholds = [];
    private readonly List<double> _specials = [];
    private readonly List<double> _points = [];

    public ScorecardTables(ScorecardDefinition definition)
    {
        bool safer = definition.Direction == ScorecardDirection.HigherIsSafer;
        Attributes = new AttributeTable[definition.Attributes.Count];
        Categories = new string[Attributes.Length][];
        Baseline = new double[Attributes.Length];
        for (int i = 0; i < Attributes.Length; i++)
        {
            ScorecardAttribute attribute = definition.Attributes[i];
            IEnumerable<double> bins = attribute.Bins.Select(bin => bin.Points);
            double unknown = attribute.UnknownPoints ?? (safer ? bins.Min() : bins.Max());
            Baseline[i] = definition.Baseline == ScorecardBaseline.Neutral ? attribute.NeutralPoints ?? unknown : safer ? bins.Max() : bins.Min();
            Categories[i] = CategoriesOf(attribute);
            Attributes[i] = Categories[i].Length > 0 ? AddCategories(attribute, Categories[i], unknown) : AddIntervals(attribute, unknown);
        }

        Points = [.. _points];
        Specials = [.. _specials];
        NarrowSpecials = Array.ConvertAll(Specials, value => (float)value);
        Thresholds = [.. _thresholds];
        NarrowThresholds = new AlignedBuffer<float>(Thresholds.Length);
        for (int i = 0; i < Attributes.Length; i++)
        {
            Narrow(Attributes[i], definition.Attributes[i].Side);
        }
    }

    /// <summary>An entry per attribute.</summary>
    public AttributeTable[] Attributes { get; }

    /// <summary>The categories of each attribute in the order of their codes; empty for numeric ones.</summary>
    public string[][] Categories { get; }

    /// <summary>The points each attribute is compared with.</summary>
    public double[] Baseline { get; }

    /// <summary>The points of every slot.</summary>
    public double[] Points { get; }

    /// <summary>A value lies above a threshold when it is greater; borders that belong to the upper interval are one step lower.</summary>
    public double[] Thresholds { get; }

    /// <summary>The thresholds for float32 rows: borders are rounded as features are.</summary>
    public AlignedBuffer<float> NarrowThresholds { get; }

    /// <summary>The special values.</summary>
    public double[] Specials { get; }

    /// <summary>The special values as float32 rows have them.</summary>
    public float[] NarrowSpecials { get; }

    private static string[] CategoriesOf(ScorecardAttribute attribute) =>
        attribute.CategoryOrder is { } order ? [.. order] : [.. attribute.Bins.SelectMany(bin => bin.Categories ?? [])];

    private AttributeTable AddCategories(ScorecardAttribute attribute, string[] categories, double unknown)
    {
        int start = _points.Count;
        var points = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (ScorecardBin bin in attribute.Bins)
        {
            foreach (string category in bin.Categories!)
            {
                points[category] = bin.Points;
            }
        }

        _points.AddRange(categories.Select(category => points[category]));
        return End(attribute, unknown) with { IsCategorical = true, SlotStart = start, Categories = categories.Length };
    }

    private AttributeTable AddIntervals(ScorecardAttribute attribute, double unknown)
    {
        ScorecardBin[] intervals = [.. attribute.Bins.Where(bin => bin.IsInterval).OrderBy(bin => bin.Lower ?? double.NegativeInfinity)];
        double[] borders = [.. intervals.SelectMany(Borders).Distinct().Order()];
        int thresholds = _thresholds.Count;
        _thresholds.AddRange(borders.Select(border => attribute.Side == IntervalSide.UpperInclusive ? border : Math.BitDecrement(border)));
        int padded = ThresholdRank.PaddedLength(borders.Length);
        _thresholds.AddRange(Enumerable.Repeat(double.PositiveInfinity, padded - borders.Length));
        int start = _points.Count;
        int next = 0;
        for (int rank = 0; rank <= borders.Length; rank++)
        {
            // Intervals do not overlap: each rank lies in the next one, or in a gap before it.
            double lower = rank == 0 ? double.NegativeInfinity : borders[rank - 1];
            while (next < intervals.Length && (intervals[next].Upper ?? double.PositiveInfinity) <= lower)
            {
                next++;
            }

            bool covered = next < intervals.Length && (intervals[next].Lower ?? double.NegativeInfinity) <= lower;
            _points.Add(covered ? intervals[next].Points : unknown);
        }

        int special = _points.Count;
        int specialStart = _specials.Count;
        foreach (ScorecardBin bin in attribute.Bins)
        {
            _specials.AddRange(bin.SpecialValues ?? []);
            _points.AddRange(Enumerable.Repeat(bin.Points, bin.SpecialValues?.Count ?? 0));
        }

        return End(attribute, unknown) with
        {
            ThresholdStart = thresholds,
            Thresholds = borders.Length,
            PaddedThresholds = padded,
            SlotStart = start,
            SpecialStart = specialStart,
            Specials = _specials.Count - specialStart,
            SpecialSlot = special,
        };
    }

    private AttributeTable End(ScorecardAttribute attribute, double unknown)
    {
        int slot = _points.Count;
        _points.Add(unknown);
        _points.Add(attribute.MissingPoints ?? unknown);
        return new AttributeTable
        {
            IsCategorical = false,
            ThresholdStart = 0,
            Thresholds = 0,
            PaddedThresholds = 0,
            SlotStart = 0,
            Categories = 0,
            SpecialStart = 0,
            Specials = 0,
            SpecialSlot = 0,
            UnknownSlot = slot,
        };
    }

    private void Narrow(AttributeTable attribute, IntervalSide side)
    {
        for (int i = attribute.ThresholdStart; i < attribute.ThresholdStart + attribute.PaddedThresholds; i++)
        {
            bool isBorder = i < attribute.ThresholdStart + attribute.Thresholds;
            bool isStepped = isBorder && side == IntervalSide.LowerInclusive;
            NarrowThresholds.Span[i] = isStepped ? MathF.BitDecrement((float)Math.BitIncrement(Thresholds[i])) : (float)Thresholds[i];
        }
    }

    private static IEnumerable<double> Borders(ScorecardBin bin) =>
        new[] { bin.Lower, bin.Upper }.Where(border => border is not null).Select(border => border!.Value);
}
