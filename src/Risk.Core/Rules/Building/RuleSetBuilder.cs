using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>
/// Builds rules from C#, the same tree that text gives. Made by <see cref="RuleSet.Build(Risk.Events.EventSchema, Action{RuleSetBuilder}, RuleSetOptions?)"/>. Attributes are named
/// as in the schema; their types are checked when the set is built. Not thread-safe.
/// </summary>
public sealed partial class RuleSetBuilder
{
    private readonly List<ItemSyntax> _items = [];

    internal RuleSetBuilder()
    {
    }

    /// <summary>Adds an Allow rule without a label.</summary>
    public RuleSetBuilder Allow(RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(null, RuleAction.Allow, 0, condition, configure);

    /// <summary>Adds an Allow rule.</summary>
    public RuleSetBuilder Allow(string label, RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(label, RuleAction.Allow, 0, condition, configure);

    /// <summary>Adds a Block rule without a label.</summary>
    public RuleSetBuilder Block(RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(null, RuleAction.Block, 0, condition, configure);

    /// <summary>Adds a Block rule.</summary>
    public RuleSetBuilder Block(string label, RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(label, RuleAction.Block, 0, condition, configure);

    /// <summary>Adds a Review rule without a label.</summary>
    public RuleSetBuilder Review(RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(null, RuleAction.Review, 0, condition, configure);

    /// <summary>Adds a Review rule.</summary>
    public RuleSetBuilder Review(string label, RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(label, RuleAction.Review, 0, condition, configure);

    /// <summary>Adds a Request 3D Secure rule without a label.</summary>
    public RuleSetBuilder Challenge(RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(null, RuleAction.Challenge, 0, condition, configure);

    /// <summary>Adds a Request 3D Secure rule.</summary>
    public RuleSetBuilder Challenge(string label, RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(label, RuleAction.Challenge, 0, condition, configure);

    /// <summary>Adds a Score rule without a label.</summary>
    public RuleSetBuilder Score(double points, RuleCondition condition, Action<RuleBuilder>? configure = null) => Add(null, RuleAction.Score, points, condition, configure);

    /// <summary>Adds a Score rule.</summary>
    public RuleSetBuilder Score(string label, double points, RuleCondition condition, Action<RuleBuilder>? configure = null) =>
        Add(label, RuleAction.Score, points, condition, configure);

    /// <summary>Adds a list of texts.</summary>
    public RuleSetBuilder List(string name, params ReadOnlySpan<string> values)
    {
        var items = new ExpressionSyntax[values.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = SyntaxMaker.Text(values[i]);
        }

        return List(name, items);
    }

    /// <summary>Adds a list of numbers.</summary>
    public RuleSetBuilder List(string name, params ReadOnlySpan<double> values)
    {
        var items = new ExpressionSyntax[values.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = SyntaxMaker.Number(values[i]);
        }

        return List(name, items);
    }

    /// <summary>Names a condition; <see cref="Boolean"/> with the name uses it.</summary>
    public RuleSetBuilder Define(string name, RuleCondition value) => Define(name, (RuleValue)value);

    /// <summary>Names a number; <see cref="Number"/> with the name uses it.</summary>
    public RuleSetBuilder Define(string name, RuleNumber value) => Define(name, (RuleValue)value);

    internal RuleFileSyntax Build() => new(new SyntaxList<ItemSyntax>([.. _items]));

    private RuleSetBuilder Define(string name, RuleValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _items.Add(new DefineSyntax(SyntaxMaker.Attribute(name), value.Syntax, SourceSpan.None));
        return this;
    }

    private RuleSetBuilder List(string name, ExpressionSyntax[] items)
    {
        if (items.Length == 0)
        {
            throw new ArgumentException($"The list '{name}' has no values.", nameof(items));
        }

        _items.Add(new ListSyntax(SyntaxMaker.Name(name, nameof(name)), new SyntaxList<ExpressionSyntax>(items), null, SourceSpan.None, SourceSpan.None));
        return this;
    }

    private RuleSetBuilder Add(string? label, RuleAction action, double points, RuleCondition condition, Action<RuleBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (label is not null && Keywords.KindOf(SyntaxMaker.Name(label, nameof(label))) != TokenKind.Word)
        {
            throw new ArgumentException($"'{label}' is a word of the language and can't name a rule.", nameof(label));
        }

        var rule = new RuleBuilder();
        configure?.Invoke(rule);
        _items.Add(rule.Build(label, action, SyntaxMaker.Number(points).Value, condition));
        return this;
    }
}
