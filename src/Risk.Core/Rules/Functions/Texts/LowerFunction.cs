namespace Risk.Rules.Functions;

/// <summary><c>lower(text)</c>: the text in lower case, unit by unit, without culture.</summary>
internal sealed class LowerFunction : CaseFunction
{
    /// <inheritdoc/>
    public override string Name => "lower";

    /// <inheritdoc/>
    public override string Summary => "The text in lower case, unit by unit, without culture.";

    /// <inheritdoc/>
    protected override void Convert(ReadOnlySpan<char> source, Span<char> result) => TextCase.Lower(source, result);
}
