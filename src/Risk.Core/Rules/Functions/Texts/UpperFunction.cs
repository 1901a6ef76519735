namespace Risk.Rules.Functions;

/// <summary><c>upper(text)</c>: the text in upper case, unit by unit, without culture.</summary>
internal sealed class UpperFunction : CaseFunction
{
    /// <inheritdoc/>
    public override string Name => "upper";

    /// <inheritdoc/>
    public override string Summary => "The text in upper case, unit by unit, without culture.";

    /// <inheritdoc/>
    protected override void Convert(ReadOnlySpan<char> source, Span<char> result) => TextCase.Upper(source, result);
}
