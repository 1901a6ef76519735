using Risk.Rules.Binding;

namespace Risk.Rules.Functions;

/// <summary>A function of the rules language: its name, signature and what a missing argument gives.</summary>
internal abstract class RuleFunction
{
    /// <summary>The name in lower case.</summary>
    public abstract string Name { get; }

    /// <summary>The type of its result.</summary>
    public abstract BoundType ResultType { get; }

    /// <summary>One line for error messages and documentation, such as <c>similarity(text, text)</c>.</summary>
    public abstract string Signature { get; }
}
