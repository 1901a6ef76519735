using Risk.Events;
using Risk.Internals;
using Risk.Rules.Diagnostics;
using Risk.Rules.Functions;
using Risk.Rules.Syntax;
using Risk.Velocity;

namespace Risk.Rules.Binding;

/// <summary>
/// Makes a schema for rules that come without one: public Radar names have their types, any other attribute takes its type
/// from how it is first used, with a warning.
/// </summary>
internal sealed class SchemaInference
{
    private const int LongestName = 200;
    private const int MostCandidates = 1000;

    private readonly Dictionary<string, DefineSyntax> _defines = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, Guess> _guesses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _computed;
    private SourceSpan? _firstWindow;

    private SchemaInference(RuleSetOptions options) => _computed = [.. options.ModelOutputs, Evaluation.RulePoints.ColumnName];

    /// <summary>The schema of the attributes the rules name, in the order of their first use.</summary>
    public static EventSchema Infer(RuleFileSyntax file, RuleSetOptions options, RuleDiagnosticBag diagnostics)
    {
        var inference = new SchemaInference(options);
        foreach (ItemSyntax item in file.Items.Span)
        {
            if (item is DefineSyntax define)
            {
                inference._defines.TryAdd(define.Name.Name, define);
            }
        }

        // Two attributes compared with each other may only learn their type from a later rule: a second walk settles them.
        inference.Visit(file);
        inference.Visit(file);
        return inference.Settle(diagnostics);
    }

    private void Visit(RuleFileSyntax file)
    {
        foreach (ItemSyntax item in file.Items.Span)
        {
            switch (item)
            {
                case RuleSyntax rule:
                    Visit(rule.Condition, AttributeKind.Boolean);
                    if (rule.ShareKey is { } key)
                    {
                        Visit(key, null);
                    }

                    break;
                case DefineSyntax define:
                    Visit(define.Value, null);
                    break;
            }
        }
    }

    private void Visit(ExpressionSyntax syntax, AttributeKind? expected)
    {
        switch (syntax)
        {
            case AttributeSyntax attribute:
                Use(attribute, expected);
                break;
            case NotSyntax not:
                Visit(not.Operand, AttributeKind.Boolean);
                break;
            case NegateSyntax negate:
                Visit(negate.Operand, AttributeKind.Number);
                break;
            case ArithmeticSyntax arithmetic:
                Visit(arithmetic.Left, AttributeKind.Number);
                Visit(arithmetic.Right, AttributeKind.Number);
                break;
            case ComparisonSyntax comparison:
                bool isOrdering = comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);
                AttributeKind? fallback = isOrdering ? AttributeKind.Number : null;
                AttributeKind? left = KindOf(comparison.Left);
                AttributeKind? right = KindOf(comparison.Right);
                Visit(comparison.Left, right ?? fallback);
                Visit(comparison.Right, left ?? fallback);
                break;
            case BetweenSyntax between:
                Visit(between.Operand, KindOf(between.Low) ?? KindOf(between.High) ?? AttributeKind.Number);
                Visit(between.Low, KindOf(between.Operand) ?? AttributeKind.Number);
                Visit(between.High, KindOf(between.Operand) ?? AttributeKind.Number);
                break;
            case MembershipSyntax membership:
                Visit(membership.Operand, membership.Items.Count == 0 ? AttributeKind.Text : KindOf(membership.Items[0]));
                break;
            case TextMatchSyntax match:
                Visit(match.Operand, AttributeKind.Text);
                break;
            case JunctionSyntax junction:
                foreach (ExpressionSyntax operand in junction.Operands.Span)
                {
                    Visit(operand, AttributeKind.Boolean);
                }

                break;
            case CallSyntax call:
                Visit(call, expected);
                break;
        }
    }

    private void Visit(CallSyntax call, AttributeKind? expected)
    {
        WindowFunction? window = RuleFunctions.FindWindow(call.Name);
        RuleFunction? function = RuleFunctions.Find(call.Name);
        if (window is not null && (function is null || call.Arguments is [.., DurationSyntax]))
        {
            _firstWindow ??= call.Span;
            for (int i = 0; i < call.Arguments.Count; i++)
            {
                Visit(call.Arguments[i], i == window.ValueIndex && window.Aggregate != WindowAggregate.Distinct ? AttributeKind.Number : AttributeKind.Token);
            }

            return;
        }

        for (int i = 0; i < call.Arguments.Count; i++)
        {
            AttributeKind? kind = null;
            if (function is not null && i < function.MaximumArguments)
            {
                kind = function.ParameterAt(i).Kind switch
                {
                    RuleParameterKind.Number or RuleParameterKind.Duration => AttributeKind.Number,
                    RuleParameterKind.Text => AttributeKind.Text,
                    RuleParameterKind.Boolean => AttributeKind.Boolean,
                    RuleParameterKind.Timestamp => AttributeKind.Timestamp,
                    RuleParameterKind.SameAsFirst => KindOf(call.Arguments[0]) ?? expected,
                    _ when call.Name == "coalesce" => KindOfAny(call.Arguments) ?? expected,
                    _ => null,
                };
            }

            Visit(call.Arguments[i], kind);
        }
    }

    private AttributeKind? KindOfAny(SyntaxList<ExpressionSyntax> arguments)
    {
        foreach (ExpressionSyntax argument in arguments.Span)
        {
            if (KindOf(argument) is { } kind)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>What is known of an expression's type without looking at what it is compared with.</summary>
    private AttributeKind? KindOf(ExpressionSyntax syntax, int depth = 0) => syntax switch
    {
        NumberSyntax or DurationSyntax or NegateSyntax or ArithmeticSyntax => AttributeKind.Number,
        TextSyntax => AttributeKind.Text,
        TruthSyntax or NotSyntax or JunctionSyntax or ComparisonSyntax or MembershipSyntax or TextMatchSyntax or BetweenSyntax => AttributeKind.Boolean,
        AttributeSyntax { IsMetadata: true } => null,
        AttributeSyntax attribute when _defines.TryGetValue(attribute.Name, out DefineSyntax? define) => depth < 64 ? KindOf(define.Value, depth + 1) : null,
        AttributeSyntax attribute when _computed.Contains(attribute.Name) => AttributeKind.Number,
        AttributeSyntax attribute => RadarAttributes.Find(attribute.Name)?.Kind ?? (_guesses.TryGetValue(attribute.Name, out Guess? guess) ? guess.Kind : null),
        CallSyntax call when RuleFunctions.Find(call.Name) is { Name: not "coalesce" } function => KindOf(function.ResultType),
        CallSyntax call when RuleFunctions.FindWindow(call.Name) is not null => AttributeKind.Number,
        CallSyntax { Name: "coalesce" } call when depth < 64 => KindOfFirst(call, depth),
        _ => null,
    };

    private AttributeKind? KindOfFirst(CallSyntax call, int depth)
    {
        foreach (ExpressionSyntax argument in call.Arguments.Span)
        {
            if (KindOf(argument, depth + 1) is { } kind)
            {
                return kind;
            }
        }

        return null;
    }

    private static AttributeKind KindOf(BoundType type) => type switch
    {
        BoundType.Number => AttributeKind.Number,
        BoundType.Boolean => AttributeKind.Boolean,
        BoundType.Timestamp => AttributeKind.Timestamp,
        _ => AttributeKind.Text,
    };

    private void Use(AttributeSyntax attribute, AttributeKind? expected)
    {
        if (attribute.IsGuess)
        {
            return;
        }

        if (!attribute.IsMetadata && _defines.TryGetValue(attribute.Name, out DefineSyntax? define))
        {
            // A define that only renames an attribute passes on what is expected of it.
            if (define.Value is AttributeSyntax renamed && (renamed.IsMetadata || !_defines.ContainsKey(renamed.Name)))
            {
                Use(renamed, expected);
            }

            return;
        }

        string name = attribute.IsMetadata ? $"::{attribute.Name}::" : attribute.Name;
        if (!_guesses.TryGetValue(name, out Guess? guess))
        {
            if (!attribute.IsMetadata && _computed.Contains(name) && RadarAttributes.Find(name) is null)
            {
                return;
            }

            guess = new Guess { IsMetadata = attribute.IsMetadata };
            _guesses.Add(name, guess);
            _order.Add(name);
        }

        guess.Uses++;
        if (guess.Kind is null && expected is { } kind)
        {
            guess.Kind = kind;
            guess.Span = attribute.Span;
        }
        else if (guess.Span.Start < 0)
        {
            guess.Span = attribute.Span;
        }
    }

    /// <summary>Windows take the schema's first timestamp for the event's time: not one that happens to be asked for its age.</summary>
    private void PutTimeFirst(List<AttributeDefinition> attributes, RuleDiagnosticBag diagnostics)
    {
        if (_firstWindow is not { } span)
        {
            return;
        }

        int found = -1;
        foreach (string name in (ReadOnlySpan<string>)[.. Evaluation.EventTime.Names, "created"])
        {
            found = found >= 0 ? found : attributes.FindIndex(attribute => attribute.Name == name && attribute.Kind == AttributeKind.Timestamp);
        }

        if (found >= 0)
        {
            AttributeDefinition time = attributes[found];
            attributes.RemoveAt(found);
            attributes.Insert(0, time);
            return;
        }

        string added = Evaluation.EventTime.Names[0];
        if (attributes.TrueForAll(attribute => attribute.Name != added))
        {
            attributes.Insert(0, new AttributeDefinition(added, AttributeKind.Timestamp));
            diagnostics.Warning(
                RuleDiagnosticCodes.TypeInferred, span, $"windows need the event's time, which is taken from ':{added}:'", "give a schema to name another attribute");
        }
    }

    private EventSchema Settle(RuleDiagnosticBag diagnostics)
    {
        var attributes = new List<AttributeDefinition>(_order.Count);
        foreach (string name in _order)
        {
            Guess guess = _guesses[name];
            if (guess.IsMetadata)
            {
                attributes.Add(new AttributeDefinition(name, AttributeKind.Token) { IsMetadata = true });
            }
            else if (RadarAttributes.Find(name) is { } known)
            {
                attributes.Add(known);
            }
            else
            {
                AttributeKind kind = guess.Kind ?? AttributeKind.Text;
                attributes.Add(new AttributeDefinition(name, kind));
                if (diagnostics.HasErrorAt(guess.Span))
                {
                    continue;
                }

                string? near = diagnostics.IsFull ? null : Nearest(name, guess);
                diagnostics.Warning(
                    RuleDiagnosticCodes.TypeInferred, guess.Span,
                    $"':{name}:' is no attribute this tool knows; from its first use it is taken for {Describe(kind)}",
                    near is null ? "give a schema that declares it" : $"did you mean '{near}'? If not, give a schema that declares it");
            }
        }

        PutTimeFirst(attributes, diagnostics);
        return new EventSchema(attributes);
    }

    /// <summary>
    /// What an unknown name was probably meant to be: a define, a model's output, a public Radar name, metadata of the file, or another
    /// unknown attribute that is used more often. Names that differ in digits only are kept apart on purpose.
    /// </summary>
    private string? Nearest(string name, Guess guess)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        var candidates = new List<string>([.. _defines.Keys, .. _computed]);
        foreach (string other in _order)
        {
            if (candidates.Count < MostCandidates && (_guesses[other].IsMetadata || RadarAttributes.Find(other) is not null || _guesses[other].Uses > guess.Uses))
            {
                candidates.Add(_guesses[other].IsMetadata ? MetadataName.KeyOf(other) : other);
            }
        }

        candidates.RemoveAll(candidate => DiffersInDigitsOnly(candidate, name));
        string? near = EditDistance.Nearest(name, [.. candidates]);
        near ??= RadarAttributes.Nearest(name);
        return near is null || DiffersInDigitsOnly(near, name) ? null : _guesses.ContainsKey($"::{near}::") ? $"::{near}::" : $":{near}:";
    }

    private static bool DiffersInDigitsOnly(string left, string right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && !(char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static string Describe(AttributeKind kind) => kind switch
    {
        AttributeKind.Number => "a number",
        AttributeKind.Boolean => "true or false",
        AttributeKind.Timestamp => "a time",
        AttributeKind.Token => "a token",
        AttributeKind.Country => "a country",
        _ => "a text",
    };

    private sealed class Guess
    {
        public AttributeKind? Kind { get; set; }

        public SourceSpan Span { get; set; }

        public int Uses { get; set; }

        public bool IsMetadata { get; init; }
    }
}
