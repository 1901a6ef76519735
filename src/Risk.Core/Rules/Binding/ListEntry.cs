using Risk.Rules.Syntax;

namespace Risk.Rules.Binding;

/// <summary>A named list while a file is bound. Sets are made once for each way its values are compared.</summary>
internal sealed class ListEntry(string name, ListSyntax? syntax)
{
    public string Name => name;

    /// <summary>Where it was written; null for a list that was given with the options.</summary>
    public ListSyntax? Syntax => syntax;

    /// <summary>The values of a list file or of the options; null for literals.</summary>
    public IReadOnlyList<string>? Lines { get; set; }

    public bool IsUsed { get; set; }

    /// <summary>True when it could not be read: its problem has been reported.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The sets by the type of what is looked up in them.</summary>
    public Dictionary<BoundType, BoundSet?> Sets { get; } = [];
}
