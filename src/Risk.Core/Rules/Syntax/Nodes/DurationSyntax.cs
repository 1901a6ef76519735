namespace Risk.Rules.Syntax;

/// <summary>A length of time, such as <c>1h</c>; its value is in seconds.</summary>
/// <param name="Amount">How many of the unit.</param>
/// <param name="Unit"><c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</param>
/// <param name="Span">Where it was written.</param>
internal sealed record DurationSyntax(long Amount, char Unit, SourceSpan Span) : ExpressionSyntax(Span, 1)
{
    public const long SecondsPerMinute = 60;
    public const long SecondsPerHour = 3_600;
    public const long SecondsPerDay = 86_400;

    public double Seconds => (double)Amount * SecondsPer(Unit);

    public static long SecondsPer(char unit) => unit switch
    {
        's' => 1,
        'm' => SecondsPerMinute,
        'h' => SecondsPerHour,
        _ => SecondsPerDay,
    };
}
