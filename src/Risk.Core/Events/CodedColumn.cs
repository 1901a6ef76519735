using Risk.Internals;

namespace Risk.Events;

/// <summary>What a short text takes on its way into a row when only its code and key are in use: the common case, in one place of memory.</summary>
/// <param name="Codebook">Its codes; null when other forms are in use, or none.</param>
/// <param name="Folds">Whether it compares without case.</param>
internal readonly record struct CodedColumn(TextCodebook? Codebook, bool Folds)
{
    private static readonly TextCodebook Nothing = CreateNothing();

    public static CodedColumn Of(AttributeUse use, AttributeDefinition column, TextCodebook? codebook)
    {
        bool isCoded = use != AttributeUse.None && (use & ~(AttributeUse.Code | AttributeUse.Key)) == 0;
        return new CodedColumn(isCoded ? codebook ?? Nothing : null, column.Kind != AttributeKind.Token);
    }

    private static TextCodebook CreateNothing()
    {
        var codebook = new TextCodebook(AttributeKind.Text);
        codebook.Seal();
        return codebook;
    }
}
