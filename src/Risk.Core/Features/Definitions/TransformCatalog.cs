using System.Collections.Frozen;
using Risk.Features.Evaluation;
using Risk.Features.Transforms;

namespace Risk.Features.Definitions;

/// <summary>All transforms, by their names in JSON.</summary>
internal static class TransformCatalog
{
    public static readonly ElementaryTransform Log1p = new("log1p", NumberOperation.Log1p);
    public static readonly ElementaryTransform Log = new("log", NumberOperation.Log);
    public static readonly ElementaryTransform SignedLog = new("signed_log", NumberOperation.SignedLog);
    public static readonly ElementaryTransform SquareRoot = new("square_root", NumberOperation.SquareRoot);
    public static readonly StandardizeTransform Standardize = new();
    public static readonly MinMaxTransform MinMax = new();
    public static readonly ClipTransform Clip = ClipTransform.Clip;
    public static readonly ClipTransform Winsorize = ClipTransform.Winsorize;
    public static readonly BucketizeTransform Bucketize = new();
    public static readonly QuantileRankTransform QuantileRank = new();
    public static readonly ImputeTransform Impute = new();
    public static readonly IsMissingTransform IsMissing = new();
    public static readonly ArithmeticTransform Sum = new("sum", NumberOperation.Sum);
    public static readonly ArithmeticTransform Difference = new("difference", NumberOperation.Difference);
    public static readonly ArithmeticTransform Product = new("product", NumberOperation.Product);
    public static readonly ArithmeticTransform Ratio = new("ratio", NumberOperation.Ratio);
    public static readonly PolynomialTransform Polynomial = new();
    public static readonly CalendarTransform Hour = new("hour", CalendarField.Hour);
    public static readonly CalendarTransform Weekday = new("weekday", CalendarField.Weekday);
    public static readonly CalendarTransform Month = new("month", CalendarField.Month);
    public static readonly CyclicTransform CyclicHour = new("cyclic_hour", CalendarField.Hour);
    public static readonly CyclicTransform CyclicWeekday = new("cyclic_weekday", CalendarField.Weekday);
    public static readonly CyclicTransform CyclicMonth = new("cyclic_month", CalendarField.Month);
    public static readonly AgeTransform Age = new();
    public static readonly TextNumberTransform TextLength = new("text_length", TextMeasure.Length);
    public static readonly TextNumberTransform DigitShare = new("digit_share", TextMeasure.DigitShare);
    public static readonly TextNumberTransform IpVersion = new("ip_version", TextMeasure.IpVersion);
    public static readonly IpPrefixTransform IpPrefix = new();
    public static readonly EmailDomainTransform EmailDomain = new();
    public static readonly JaroWinklerTransform JaroWinkler = new();
    public static readonly EqualTransform Equal = new();
    public static readonly CrossTransform Cross = new();
    public static readonly OneHotTransform OneHot = new();
    public static readonly OrdinalTransform Ordinal = new();
    public static readonly CategoryValueTransform TargetMean = CategoryValueTransform.TargetMean;
    public static readonly CategoryValueTransform Frequency = CategoryValueTransform.Frequency;
    public static readonly HashTransform Hash = new();
    public static readonly HashIndexTransform HashIndex = new();

    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<Transform> All { get; } =
    [
        Log1p, Log, SignedLog, SquareRoot, Standardize, MinMax, Clip, Winsorize, Bucketize, QuantileRank, Impute, IsMissing,
        Sum, Difference, Product, Ratio, Polynomial,
        Hour, Weekday, Month, CyclicHour, CyclicWeekday, CyclicMonth, Age,
        TextLength, DigitShare, IpVersion, IpPrefix, EmailDomain, JaroWinkler, Equal,
        Cross, OneHot, Ordinal, TargetMean, Frequency, Hash, HashIndex,
    ];

    private static readonly FrozenDictionary<string, Transform> ByName = All.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Select(t => t.Name);

    public static Transform? Find(string name) => ByName.GetValueOrDefault(name);
}
