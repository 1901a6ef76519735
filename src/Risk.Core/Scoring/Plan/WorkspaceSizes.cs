namespace Risk.Scoring;

/// <summary>How much memory a call needs.</summary>
internal readonly record struct WorkspaceSizes(int Features, int Margins, int Outputs, int RuleWords);
