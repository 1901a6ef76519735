using System.Globalization;
using Risk.Models.Formats.Scorecards;

namespace Risk.Models.Scorecards;

/// <summary>
/// A points scorecard: each attribute falls into a bin, each bin gives points, points say odds. Brings reason codes, ranked
/// by the points an attribute lost.
/// </summary>
/// <remarks>
/// A row holds one value per attribute, in order: a number for a numeric attribute, for a categorical one the position of the
/// category in <see cref="Categories"/> (the pipeline's <c>ordinal</c> transform with the same list writes it). NaN is missing.
/// A code that is no position in the list, and a number that no interval covers, are unknown. float32 rows are compared with
/// borders rounded to float32, so that a value on a border stays on it. Thread safety: safe.
/// </remarks>
/// <example>
/// <code>
/// var scorecard = new Scorecard(new ScorecardDefinition
/// {
///     Attributes =
///     [
///         new ScorecardAttribute { Name = "duration_months", Bins = [ScorecardBin.Interval(null, 12, 52), ScorecardBin.Interval(12, null, 31)] },
///         new ScorecardAttribute { Name = "housing", Bins = [ScorecardBin.Category(45, "own"), ScorecardBin.Category(30, "rent", "free")] },
///     ],
///     Scaling = ScorecardScaling.FromPointsToDoubleOdds(20, basePoints: 600, baseOdds: 50),
/// });
/// double points = scorecard.Points([24f, scorecard.Encode(1, "rent")]);
/// </code>
/// </example>
public sealed partial class Scorecard : IReasonedModel
{
    private readonly ScorecardTables _tables;
    private readonly ReasonDefinition?[] _reasons;
    private readonly Dictionary<string, int>[] _codes;
    private readonly double _basePoints;
    private readonly double _factor;
    private readonly double _offset;
    private readonly bool _scaled;
    private readonly double _lossSign;

    /// <summary>Makes a scorecard from its definition.</summary>
    /// <exception cref="ArgumentException">The definition is not usable; the message names all problems.</exception>
    public Scorecard(ScorecardDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ScorecardValidation.ThrowIfInvalid(definition);
        Definition = definition with { Attributes = [.. definition.Attributes] };
        _tables = new ScorecardTables(definition);
        _basePoints = definition.BasePoints;
        _scaled = definition.Scaling is not null;
        _lossSign = definition.Direction == ScorecardDirection.HigherIsSafer ? 1 : -1;
        _factor = definition.Scaling?.Factor ?? _lossSign;
        _offset = definition.Scaling?.Offset ?? 0;
        _reasons = [.. definition.Attributes.Select(ReasonFor)];
        _codes = Array.ConvertAll(_tables.Categories, CodesOf);
        Info = Describe();
    }

    /// <summary>What the scorecard was made from.</summary>
    public ScorecardDefinition Definition { get; }

    /// <summary>The number of attributes.</summary>
    public int FeatureCount => _tables.Attributes.Length;

    /// <summary>1: the probability of bad when points are scaled to odds, else the points.</summary>
    public int OutputCount => 1;

    /// <summary>1: the log odds of bad when points are scaled to odds, else the points, negated when more of them mean less risk. It grows with risk.</summary>
    public int MarginCount => 1;

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <summary>The categories of an attribute in the order of their codes; empty for a numeric one.</summary>
    /// <param name="attribute">The attribute's position.</param>
    public IReadOnlyList<string> Categories(int attribute) => _tables.Categories[attribute];

    /// <summary>Turns the text of a value into what a row holds.</summary>
    /// <param name="attribute">The attribute's position.</param>
    /// <param name="text">A category, or a number in invariant form; null and empty are missing.</param>
    /// <returns>The category's code, -1 for an unknown one; the number, NaN when it is none; NaN when missing.</returns>
    public float Encode(int attribute, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return float.NaN;
        }

        if (_tables.Attributes[attribute].IsCategorical)
        {
            return _codes[attribute].TryGetValue(text, out int code) ? code : -1;
        }

        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : float.NaN;
    }

    /// <summary>Writes the scorecard as JSON, which <see cref="RiskModel.Load(Stream, string?, ModelLoadOptions?)"/> reads.</summary>
    /// <param name="stream">Receives UTF-8; it is not closed.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ScorecardWriter.Write(Definition, stream);
    }

    private static ReasonDefinition? ReasonFor(ScorecardAttribute attribute) =>
        attribute.IsReason ? new ReasonDefinition(ReasonSource.Feature, attribute.ReasonCode ?? attribute.Name, attribute.ReasonText) : null;

    private static Dictionary<string, int> CodesOf(string[] categories)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < categories.Length; i++)
        {
            codes[categories[i]] = i;
        }

        return codes;
    }

    private ModelInfo Describe() => new()
    {
        Kind = "scorecard",
        Format = Definition.Format,
        Task = _scaled ? ModelTask.BinaryClassification : ModelTask.Regression,
        FeatureNames = [.. Definition.Attributes.Select(attribute => attribute.Name)],
        MemoryBytes = _tables.NarrowThresholds.Bytes
            + ((_tables.Points.Length + _tables.Thresholds.Length + _tables.Specials.Length + FeatureCount) * (long)sizeof(double)),
        PipelineFingerprint = Definition.PipelineFingerprint,
        Warnings = Definition.Warnings,
    };
}
