namespace Risk.Rules.Functions;

/// <summary>
/// The catalogue of functions. Names compare without case. <c>max</c> is two functions, told apart by their arguments: the
/// largest of numbers, and the window that ends with a duration.
/// </summary>
internal static class RuleFunctions
{
    /// <summary>The functions of values of the event itself, in the order of the manual.</summary>
    public static IReadOnlyList<RuleFunction> OfValues { get; } =
    [
        new LowerFunction(), new UpperFunction(), new TrimFunction(), new LengthFunction(), new DomainFunction(), new SimilarityFunction(),
        new AbsFunction(), new MinFunction(), new MaxFunction(), new RoundFunction(), new FloorFunction(), new CeilingFunction(), new LogFunction(),
        new IsMissingFunction(), new ExistsFunction(), new CoalesceFunction(),
        new InCidrFunction(), new DistanceFunction(),
        new HourFunction(), new WeekdayFunction(), new DaysBetweenFunction(), new AgeFunction(),
        new AnyOfFunction(), new AllOfFunction(), new CountOfFunction(),
    ];

    /// <summary>The functions of the past, in the order of the manual.</summary>
    public static IReadOnlyList<WindowFunction> OfWindows { get; } =
    [
        new CountWindowFunction(), new SumWindowFunction(), new AverageWindowFunction(), new MaximumWindowFunction(),
        new DistinctWindowFunction(), new SinceLastWindowFunction(),
    ];

    /// <summary>Every name once, for "did you mean".</summary>
    public static IReadOnlyList<string> Names { get; } = CollectNames();

    /// <summary>The function of values of that name, or null.</summary>
    public static RuleFunction? Find(ReadOnlySpan<char> name) => Find(OfValues, name);

    /// <summary>The function of the past of that name, or null.</summary>
    public static WindowFunction? FindWindow(ReadOnlySpan<char> name) => Find(OfWindows, name);

    private static TFunction? Find<TFunction>(IReadOnlyList<TFunction> functions, ReadOnlySpan<char> name)
        where TFunction : RuleFunction
    {
        foreach (TFunction function in functions)
        {
            if (name.Equals(function.Name, StringComparison.OrdinalIgnoreCase))
            {
                return function;
            }
        }

        return null;
    }

    private static List<string> CollectNames()
    {
        var names = new List<string>();
        foreach (IReadOnlyList<RuleFunction> functions in (ReadOnlySpan<IReadOnlyList<RuleFunction>>)[OfValues, OfWindows])
        {
            foreach (RuleFunction function in functions)
            {
                if (!names.Contains(function.Name))
                {
                    names.Add(function.Name);
                }
            }
        }

        return names;
    }
}
