namespace Risk.Rules.Syntax;

/// <summary>A rules file: its items in source order. Rules that could not be read at all are left out.</summary>
internal sealed record RuleFileSyntax(SyntaxList<ItemSyntax> Items)
{
    public override string ToString() => SyntaxPrinter.Print(this);
}
