using Risk.Events;
using Risk.Rules.Binding;

namespace Risk.Rules.Functions;

/// <summary>
/// A function of the rules language: its name, its signature, and what it gives. One shared instance of each is in
/// <see cref="RuleFunctions"/>; <see cref="Specialize"/> makes the one that a call runs. A function asks for its own
/// arguments, so that it alone decides which of them may be unknown.
/// </summary>
internal abstract class RuleFunction
{
    /// <summary>The largest number of arguments of a function that takes any number.</summary>
    public const int AnyNumber = 64;

    /// <summary>The name in lower case.</summary>
    public abstract string Name { get; }

    /// <summary>The type of its result; of a function whose result follows its arguments, the usual one.</summary>
    public abstract BoundType ResultType { get; }

    /// <summary>One line for error messages and documentation, such as <c>similarity(text, text)</c>.</summary>
    public abstract string Signature { get; }

    /// <summary>What it computes, in one sentence that starts with a capital letter.</summary>
    public abstract string Summary { get; }

    /// <summary>What a missing argument does, in one sentence.</summary>
    public virtual string MissingBehaviour => "Unknown when an argument is missing.";

    /// <summary>The fewest arguments it takes.</summary>
    public abstract int MinimumArguments { get; }

    /// <summary>The most arguments it takes.</summary>
    public virtual int MaximumArguments => MinimumArguments;

    /// <summary>What the argument at an index must be; asked for indexes below <see cref="MaximumArguments"/> only.</summary>
    public abstract RuleParameter ParameterAt(int index);

    /// <summary>The type of a call's result.</summary>
    public virtual BoundType ResultTypeOf(BoundExpression[] arguments) => ResultType;

    /// <summary>What is wrong with a constant argument of the right type, in plain words, or null.</summary>
    public virtual string? CheckConstant(int index, BoundExpression argument) => null;

    /// <summary>The function with its constants parsed, ready to run; itself when there is nothing to parse.</summary>
    public virtual RuleFunction Specialize(BoundExpression[] arguments) => this;

    /// <summary>The number a call gives; NaN is unknown. For functions with numbers as results.</summary>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
    public virtual double EvaluateNumber(BoundExpression[] arguments, AttributeRow row) => throw NotOf("number");

    /// <summary>The truth a call gives. For functions that are conditions.</summary>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
    public virtual Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row) => throw NotOf("truth");

    /// <summary>The text a call gives; false is unknown. For functions with texts as results.</summary>
    /// <remarks>Allocations: none once the row's buffer has grown. Thread safety: safe for distinct rows.</remarks>
    public virtual bool TryEvaluateText(BoundExpression[] arguments, AttributeRow row, out ReadOnlySpan<char> text) => throw NotOf("text");

    /// <inheritdoc/>
    public sealed override string ToString() => Signature;

    private InvalidOperationException NotOf(string kind) => new($"The function '{Name}' does not give a {kind}.");
}
