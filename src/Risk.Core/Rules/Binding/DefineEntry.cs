using Risk.Rules.Syntax;

namespace Risk.Rules.Binding;

/// <summary>A define while a file is bound: bound once, at its first use.</summary>
internal sealed class DefineEntry(DefineSyntax syntax)
{
    public DefineSyntax Syntax => syntax;

    /// <summary>Null until it is bound, and when it has a problem.</summary>
    public BoundExpression? Bound { get; set; }

    public bool IsBinding { get; set; }

    public bool IsDone { get; set; }

    public bool IsUsed { get; set; }

    /// <summary>The height of its tree with all defines written out.</summary>
    public int Height { get; set; } = 1;

    /// <summary>The number of its nodes with all defines written out.</summary>
    public long Size { get; set; } = 1;
}
