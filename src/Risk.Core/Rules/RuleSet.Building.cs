using Risk.Events;
using Risk.Rules;
using Risk.Rules.Building;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk;

public sealed partial class RuleSet
{
    /// <summary>Builds rules from C#. The set equals the one that its text gives: <see cref="ToString"/> prints it.</summary>
    /// <param name="schema">The event's attributes.</param>
    /// <param name="build">Adds the rules.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="RiskFormatException">The rules have errors; lines and columns are those of the canonical text.</exception>
    public static RuleSet Build(EventSchema schema, Action<RuleSetBuilder> build, RuleSetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(build);
        options ??= RuleSetOptions.Default;
        var builder = new RuleSetBuilder();
        build(builder);
        RuleFileSyntax file = builder.Build();
        foreach (ItemSyntax item in file.Items.Span)
        {
            if (HeightOf(item) > options.Limits.TallestTree)
            {
                throw new RiskFormatException(RiskDiagnostic.Error(RuleDiagnosticCodes.NestedTooDeeply, "a condition is nested too deeply") with
                {
                    File = options.FileName,
                    Suggestion = "name a part of it with Define, or raise RuleLimits.Nesting",
                });
            }
        }

        // Read back from its text, so that traces and messages have places.
        return Parse(file.ToString(), schema, options with { Limits = options.Limits with { SourceLength = int.MaxValue } });
    }

    private static int HeightOf(ItemSyntax item) => item switch
    {
        RuleSyntax rule => rule.Condition.Height,
        DefineSyntax define => define.Value.Height,
        _ => 1,
    };
}
