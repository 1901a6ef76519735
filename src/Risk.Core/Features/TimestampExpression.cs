using Risk.Features.Definitions;

namespace Risk.Features;

/// <summary>A point in time. Years 1 to 9999 are valid; any other time is missing and sets <see cref="DecisionFlags.InvalidValue"/>.</summary>
public sealed class TimestampExpression : FeatureExpression
{
    internal TimestampExpression(FeatureNode node)
        : base(node)
    {
    }

    /// <summary>The hour of the day, 0 to 23.</summary>
    /// <param name="utcOffsetMinutes">How far the wanted clock is ahead of UTC, in minutes.</param>
    public NumberExpression Hour(int utcOffsetMinutes = 0) => NumberOf(TransformCatalog.Hour, utcOffsetMinutes);

    /// <summary>The day of the week, 0 Monday to 6 Sunday.</summary>
    /// <inheritdoc cref="Hour(int)" path="/param"/>
    public NumberExpression Weekday(int utcOffsetMinutes = 0) => NumberOf(TransformCatalog.Weekday, utcOffsetMinutes);

    /// <summary>The month, 1 to 12.</summary>
    /// <inheritdoc cref="Hour(int)" path="/param"/>
    public NumberExpression Month(int utcOffsetMinutes = 0) => NumberOf(TransformCatalog.Month, utcOffsetMinutes);

    /// <summary>The hour as a point on a circle, so that 23 is near 0: two features, sine and cosine.</summary>
    /// <inheritdoc cref="Hour(int)" path="/param"/>
    public VectorExpression CyclicHour(int utcOffsetMinutes = 0) => new(NodeOf(TransformCatalog.CyclicHour, [Node], utcOffsetMinutes));

    /// <summary>The weekday as a point on a circle, from 0 at Monday: two features, sine and cosine.</summary>
    /// <inheritdoc cref="Hour(int)" path="/param"/>
    public VectorExpression CyclicWeekday(int utcOffsetMinutes = 0) => new(NodeOf(TransformCatalog.CyclicWeekday, [Node], utcOffsetMinutes));

    /// <summary>The month as a point on a circle, from 0 at January: two features, sine and cosine.</summary>
    /// <inheritdoc cref="Hour(int)" path="/param"/>
    public VectorExpression CyclicMonth(int utcOffsetMinutes = 0) => new(NodeOf(TransformCatalog.CyclicMonth, [Node], utcOffsetMinutes));

    /// <summary>The time from an earlier point to this one: <c>Timestamp("created_at").Since(Timestamp("opened_at"), AgeUnit.Days)</c>.</summary>
    /// <param name="earlier">The earlier point; when it is later, the age is negative.</param>
    /// <param name="unit">The unit of the result, fractions included.</param>
    public NumberExpression Since(TimestampExpression earlier, AgeUnit unit = AgeUnit.Seconds)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new NumberExpression(NodeOf(TransformCatalog.Age, [Node, earlier.Node], Transforms.AgeTransform.Units[(int)unit]));
    }
}
