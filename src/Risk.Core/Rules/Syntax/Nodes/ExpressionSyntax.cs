namespace Risk.Rules.Syntax;

/// <summary>
/// A condition or value as it was written. Immutable; equal when it means the same, wherever it was written;
/// <see cref="object.ToString"/> prints canonical source.
/// </summary>
/// <param name="Span">Where it was written.</param>
/// <param name="Height">The longest way down to a leaf: what recursion over the tree costs of the stack.</param>
internal abstract record ExpressionSyntax(SourceSpan Span, int Height)
{
    public sealed override string ToString() => SyntaxPrinter.Print(this);

    /// <summary>The height of a node above others.</summary>
    protected static int Above(ReadOnlySpan<ExpressionSyntax> children)
    {
        int height = 0;
        foreach (ExpressionSyntax child in children)
        {
            height = Math.Max(height, child.Height);
        }

        return height + 1;
    }
}
