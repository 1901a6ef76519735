using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

public sealed partial class RuleSetBuilder
{
    /// <summary>A text, token or country attribute.</summary>
    public RuleText Text(string attribute) => new(SyntaxMaker.Attribute(attribute));

    /// <summary>Metadata by its key, or <c>scope:key</c>, as a text.</summary>
    public RuleText Metadata(string key) => new(SyntaxMaker.Metadata(key));

    /// <summary>Metadata by its key, or <c>scope:key</c>, as a number.</summary>
    public RuleNumber MetadataNumber(string key) => new(SyntaxMaker.Metadata(key));

    /// <summary>A number attribute, a model's output, <c>rule_points</c>, or a define of a number.</summary>
    public RuleNumber Number(string attribute) => new(SyntaxMaker.Attribute(attribute));

    /// <summary>A boolean attribute, or a define of a condition.</summary>
    public RuleCondition Boolean(string attribute) => new(SyntaxMaker.Attribute(attribute));

    /// <summary>A timestamp attribute.</summary>
    public RuleTime Time(string attribute) => new(SyntaxMaker.Attribute(attribute));

    /// <summary>The condition that always holds.</summary>
    public RuleCondition Always() => new(new TruthSyntax(Value: true, SourceSpan.None));

    /// <summary>The number of the key's earlier events in the window.</summary>
    public RuleNumber Count(string key, TimeSpan window) => new(SyntaxMaker.Call("count", SyntaxMaker.Attribute(key), SyntaxMaker.Duration(window)));

    /// <summary>The sum of a value over the key's earlier events in the window.</summary>
    public RuleNumber Sum(string value, string key, TimeSpan window) => Window("sum", value, key, window);

    /// <summary>The mean of a value over the key's earlier events in the window.</summary>
    public RuleNumber Average(string value, string key, TimeSpan window) => Window("avg", value, key, window);

    /// <summary>The largest value among the key's earlier events in the window.</summary>
    public RuleNumber Maximum(string value, string key, TimeSpan window) => Window("max", value, key, window);

    /// <summary>The number of distinct values among the key's earlier events in the window.</summary>
    public RuleNumber Distinct(string value, string key, TimeSpan window) => Window("distinct", value, key, window);

    /// <summary>Seconds since the key's last earlier event.</summary>
    public RuleNumber SinceLast(string key) => new(SyntaxMaker.Call("since_last", SyntaxMaker.Attribute(key)));

    /// <summary>How many of the conditions hold.</summary>
    public RuleNumber CountOf(params ReadOnlySpan<RuleCondition> conditions) => new(Call("count_of", conditions));

    /// <summary>Whether any of the conditions holds.</summary>
    public RuleCondition AnyOf(params ReadOnlySpan<RuleCondition> conditions) => new(Call("any_of", conditions));

    /// <summary>Whether all of the conditions hold.</summary>
    public RuleCondition AllOf(params ReadOnlySpan<RuleCondition> conditions) => new(Call("all_of", conditions));

    /// <summary>The smallest of the numbers.</summary>
    public RuleNumber Min(params ReadOnlySpan<RuleNumber> numbers) => new(Call("min", numbers));

    /// <summary>The largest of the numbers.</summary>
    public RuleNumber Max(params ReadOnlySpan<RuleNumber> numbers) => new(Call("max", numbers));

    /// <summary>A function of one number: <c>abs</c>, <c>round</c>, <c>floor</c>, <c>ceiling</c>, <c>log</c>.</summary>
    public RuleNumber Apply(string function, RuleNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new RuleNumber(SyntaxMaker.Call(SyntaxMaker.Name(function, nameof(function)).ToLowerInvariant(), number.Syntax));
    }

    /// <summary>Kilometres between two places given in degrees.</summary>
    public RuleNumber DistanceKm(RuleNumber latitude, RuleNumber longitude, RuleNumber otherLatitude, RuleNumber otherLongitude) =>
        new(Call<RuleNumber>("distance_km", [latitude, longitude, otherLatitude, otherLongitude]));

    private static RuleNumber Window(string function, string value, string key, TimeSpan window) =>
        new(SyntaxMaker.Call(function, SyntaxMaker.Attribute(value), SyntaxMaker.Attribute(key), SyntaxMaker.Duration(window)));

    private static CallSyntax Call<TValue>(string function, ReadOnlySpan<TValue> arguments)
        where TValue : RuleValue
    {
        var syntax = new ExpressionSyntax[arguments.Length];
        for (int i = 0; i < syntax.Length; i++)
        {
            syntax[i] = arguments[i].Syntax;
        }

        return SyntaxMaker.Call(function, syntax);
    }
}
