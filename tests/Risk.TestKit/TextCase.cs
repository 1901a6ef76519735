namespace Risk.TestKit;

/// <summary>One case of a <see cref="CaseFile"/>.</summary>
/// <param name="Source">What stands before the arrow.</param>
/// <param name="Expected">What stands after it.</param>
/// <param name="Line">The line, from 1, that the case starts on.</param>
public sealed record TextCase(string Source, string Expected, int Line);
