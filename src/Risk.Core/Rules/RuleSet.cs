using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Internals;
using Risk.Rules;
using Risk.Rules.Binding;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk;

/// <summary>
/// A checked set of rules: what to do with an event, and why. Made by <see cref="Parse(string, EventSchema?, RuleSetOptions?)"/>,
/// <see cref="Load(string, EventSchema?, RuleSetOptions?)"/> or <c>Build</c>; immutable and safe for any number of threads. <see cref="ToString"/> prints canonical
/// source.
/// </summary>
public sealed partial class RuleSet
{
    private StrongBox<Fingerprint>? _fingerprint;

    private RuleSet(RuleFileSyntax syntax, BoundRuleSet bound, IReadOnlyList<RiskDiagnostic> diagnostics)
    {
        Syntax = syntax;
        Bound = bound;
        Diagnostics = diagnostics;
        var rules = new RuleInfo[bound.Rules.Count];
        for (int i = 0; i < rules.Length; i++)
        {
            rules[i] = new RuleInfo(bound.Rules[i]);
        }

        Rules = rules;
    }

    /// <summary>The schema the rules were checked against; the one that was inferred when none was given.</summary>
    public EventSchema Schema => Bound.Schema;

    /// <summary>The rules in source order. A rule's position here is its bit in every match set.</summary>
    public IReadOnlyList<RuleInfo> Rules { get; }

    /// <summary>Which of the matching rules decides.</summary>
    public RuleSelection Selection => Bound.Selection;

    /// <summary>The warnings of loading; never errors.</summary>
    public IReadOnlyList<RiskDiagnostic> Diagnostics { get; }

    /// <summary>Identifies the rules by meaning: schema, canonical text, the values of list files, selection.</summary>
    // Hashed when first asked for: it prints all rules, and in a fresh process the first hash loads a native library.
    public Fingerprint Fingerprint => (_fingerprint ??= new StrongBox<Fingerprint>(ComputeFingerprint(Syntax, Bound))).Value;

    internal RuleFileSyntax Syntax { get; }

    internal BoundRuleSet Bound { get; }

    /// <summary>Reads rules.</summary>
    /// <param name="source">The text of a rules file.</param>
    /// <param name="schema">The event's attributes; null knows the public Radar attributes and takes any other's type from its first use.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="RiskFormatException">The rules have errors: all of them, with line and column.</exception>
    public static RuleSet Parse(string source, EventSchema? schema = null, RuleSetOptions? options = null) =>
        TryParse(source, schema, options, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics)
            ? rules
            : throw new RiskFormatException(diagnostics);

    /// <summary>Reads rules without throwing for what is wrong with them.</summary>
    /// <param name="source">The text of a rules file.</param>
    /// <param name="schema">The event's attributes; null knows the public Radar attributes and takes any other's type from its first use.</param>
    /// <param name="rules">The rules, or null when there are errors.</param>
    /// <param name="diagnostics">Errors and warnings in the order of their places.</param>
    /// <returns>True when there are no errors.</returns>
    public static bool TryParse(string source, EventSchema? schema, [NotNullWhen(true)] out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics) =>
        TryParse(source, schema, null, out rules, out diagnostics);

    /// <summary>Reads rules without throwing for what is wrong with them.</summary>
    /// <param name="source">The text of a rules file.</param>
    /// <param name="schema">The event's attributes; null knows the public Radar attributes and takes any other's type from its first use.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="rules">The rules, or null when there are errors.</param>
    /// <param name="diagnostics">Errors and warnings in the order of their places.</param>
    /// <returns>True when there are no errors.</returns>
    public static bool TryParse(
        string source, EventSchema? schema, RuleSetOptions? options, [NotNullWhen(true)] out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= RuleSetOptions.Default;
        var text = new SourceText(source, options.FileName);
        var bag = new RuleDiagnosticBag(text, options.Limits.Diagnostics);
        RuleFileSyntax syntax = Parser.ParseFile(text, bag, options.Limits);
        rules = Create(syntax, text, schema, options, bag);
        diagnostics = rules?.Diagnostics ?? bag.ToList();
        return rules is not null;
    }

    /// <summary>Canonical source: parsing it gives an equal set. Comments are not kept.</summary>
    public override string ToString() => Syntax.ToString();

    private static RuleSet? Create(RuleFileSyntax syntax, SourceText text, EventSchema? schema, RuleSetOptions options, RuleDiagnosticBag bag)
    {
        schema ??= SchemaInference.Infer(syntax, options, bag);
        BoundRuleSet bound = Binder.Bind(syntax, text, schema, options, bag);
        return bag.HasErrors ? null : new RuleSet(syntax, bound, bag.ToList());
    }

    private static Fingerprint ComputeFingerprint(RuleFileSyntax syntax, BoundRuleSet bound)
    {
        FingerprintBuilder builder = new FingerprintBuilder("risk.rules.1").Add(bound.Schema.Fingerprint).Add((int)bound.Selection).Add(syntax.ToString());
        foreach (BoundRule rule in bound.Rules)
        {
            builder.Add(rule.Id);

            // The text names a list; what it holds may come from a file or the caller.
            foreach (BoundMembership membership in BoundReferences.All(rule.Condition).OfType<BoundMembership>().Where(static membership => membership.Set.Name is not null))
            {
                foreach (string text in membership.Set.Texts ?? [])
                {
                    builder.Add(text);
                }

                foreach (double number in membership.Set.Numbers ?? [])
                {
                    builder.Add(number);
                }
            }
        }

        return builder.Build();
    }
}
