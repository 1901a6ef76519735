using Risk.Events;
using Risk.Rules.Syntax;

namespace Risk.Rules.Binding;

/// <summary>Turns checked expressions back into canonical source, for traces and messages. Defines stay written out.</summary>
internal static class BoundPrinter
{
    public static string Print(BoundExpression expression) => SyntaxOf(expression).ToString();

    private static ExpressionSyntax SyntaxOf(BoundExpression expression)
    {
        SourceSpan none = SourceSpan.None;
        return expression switch
        {
            BoundNumber number => new NumberSyntax(number.Value, none),
            BoundText text => new TextSyntax(text.Value, none),
            BoundTruth truth => new TruthSyntax(truth.Value, none),
            BoundAttribute attribute => SyntaxOf(attribute),
            BoundNot not => new NotSyntax(SyntaxOf(not.Operand), none),
            BoundNegate negate => new NegateSyntax(SyntaxOf(negate.Operand), none),
            BoundJunction junction => new JunctionSyntax(junction.IsAnd, ListOf(junction.Operands), none),
            BoundComparison comparison => new ComparisonSyntax(comparison.Operator, SyntaxOf(comparison.Left), SyntaxOf(comparison.Right), none),
            BoundArithmetic arithmetic => new ArithmeticSyntax(arithmetic.Operator, SyntaxOf(arithmetic.Left), SyntaxOf(arithmetic.Right), none),
            BoundMembership membership => new MembershipSyntax(SyntaxOf(membership.Operand), IsNegated: false, ItemsOf(membership.Set), membership.Set.Name, none, none),
            BoundTextMatch match => new TextMatchSyntax(match.Operator, SyntaxOf(match.Operand), IsNegated: false, new TextSyntax(match.Pattern, none), none),
            BoundCall call => new CallSyntax(call.Function.Name, ListOf(call.Arguments), none),
            _ => new VerbatimSyntax($"<{expression.GetType().Name}>", none),
        };
    }

    // A window's column is named by the call that made it.
    private static ExpressionSyntax SyntaxOf(BoundAttribute attribute) =>
        attribute.Definition.Name.EndsWith(')')
            ? new VerbatimSyntax(attribute.Definition.Name, SourceSpan.None)
            : new AttributeSyntax(MetadataName.KeyOf(attribute.Definition.Name), attribute.Definition.IsMetadata, SourceSpan.None);

    private static SyntaxList<ExpressionSyntax> ListOf(BoundExpression[] expressions) => new(Array.ConvertAll(expressions, SyntaxOf));

    private static SyntaxList<ExpressionSyntax> ItemsOf(BoundSet set) =>
        set.Name is not null ? []
        : set.Texts is { } texts ? new(Array.ConvertAll(texts, static text => (ExpressionSyntax)new TextSyntax(text, SourceSpan.None)))
        : new(Array.ConvertAll(set.Numbers!, static number => (ExpressionSyntax)new NumberSyntax(number, SourceSpan.None)));
}
