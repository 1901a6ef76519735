using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Planning;
using Risk.Rules.Syntax;

namespace Risk.Rules.Analysis;

/// <summary>Makes up an event on which a clause holds, and writes it for people.</summary>
internal sealed class ExampleEvent
{
    private readonly EventSchema _columns;
    private readonly Dictionary<(int Position, int Code), string> _texts = [];

    /// <param name="rules">The rules, whose texts have codes in the layout.</param>
    /// <param name="layout">The layout the clauses were made for.</param>
    public ExampleEvent(BoundRuleSet rules, AttributeLayoutBuilder layout)
    {
        _columns = rules.Columns;
        foreach (BoundRule rule in rules.Rules)
        {
            foreach (BoundExpression part in BoundReferences.All(rule.Condition))
            {
                switch (part)
                {
                    case BoundMembership { Set.Texts: { } texts, Operand: BoundAttribute attribute }:
                        Add(layout, attribute, texts);
                        break;
                    case BoundComparison { Left: BoundAttribute attribute, Right: BoundText text } when attribute.Definition.IsText:
                        Add(layout, attribute, [text.Value]);
                        break;
                    case BoundComparison { Right: BoundAttribute attribute, Left: BoundText text } when attribute.Definition.IsText:
                        Add(layout, attribute, [text.Value]);
                        break;
                }
            }
        }
    }

    /// <summary>An event such as <c>:amount: = 501, :card_country: = 'US'</c>; null when the clause asks for more than single attributes.</summary>
    public string? Of(Clause clause)
    {
        if (clause.Residuals.Length > 0 || clause.Literals.Length == 0)
        {
            return null;
        }

        var values = new List<string>();
        foreach (Literal literal in clause.Literals)
        {
            if (literal.Source.Second >= 0 || literal.Source.First >= _columns.Count)
            {
                return null;
            }

            AttributeDefinition attribute = _columns[literal.Source.First];
            string name = attribute.IsMetadata ? attribute.Name : $":{attribute.Name}:";
            string? value = ValueOf(literal, attribute);
            if (value is null && literal.Missing != MissingAnswer.Yes)
            {
                return null;
            }

            values.Add(value is null ? $"{name} missing" : $"{name} = {value}");
        }

        return string.Join(", ", values);
    }

    private string? ValueOf(Literal literal, AttributeDefinition attribute) => literal.Values switch
    {
        { IsEmpty: true } => null,
        NumberSet numbers when attribute.Kind == AttributeKind.Number && numbers.Example() is { } number && double.IsFinite(number) => SyntaxPrinter.Number(number),
        StateSet states when literal.Source.Kind == SourceKind.Boolean => (states.States & StateSet.True) != 0 ? "true" : "false",
        CodeSet { IsComplement: false, Codes: [var code, ..] } when _texts.TryGetValue((literal.Source.First, code), out string? text) => SyntaxPrinter.Quote(text),
        CodeSet { IsComplement: true } => attribute.Kind == AttributeKind.Country ? null : SyntaxPrinter.Quote("anything else"),
        _ => null,
    };

    private void Add(AttributeLayoutBuilder layout, BoundAttribute attribute, string[] texts)
    {
        int position = layout.IndexOf(attribute.Definition.Name);
        foreach (string text in texts)
        {
            if (position >= 0)
            {
                _texts.TryAdd((position, layout.UseCode(position, text)), text);
            }
        }
    }
}
