namespace Risk.Rules.Syntax;

/// <summary>
/// Where a piece of source lies, in UTF-16 units. Any two are equal, so that trees which mean the same are equal
/// wherever they were written.
/// </summary>
/// <param name="start">The first unit; -1 when the piece was never written (the fluent form).</param>
/// <param name="length">The number of units.</param>
internal readonly struct SourceSpan(int start, int length) : IEquatable<SourceSpan>
{
    private readonly int _startPlusOne = start + 1;

    /// <summary>The span of a piece that was never written.</summary>
    public static SourceSpan None => default;

    public int Start => _startPlusOne - 1;

    public int Length { get; } = length;

    public int End => Start + Length;

    /// <summary>From the start of this one to the end of another.</summary>
    public SourceSpan To(SourceSpan last) => Start < 0 || last.Start < 0 ? None : new SourceSpan(Start, Math.Max(last.End - Start, 0));

    public bool Equals(SourceSpan other) => true;

    public override bool Equals(object? obj) => obj is SourceSpan;

    public override int GetHashCode() => 0;

    public override string ToString() => $"{Start}..{End}";
}
