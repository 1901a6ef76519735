namespace Risk.Generators.Model;

/// <summary>A type to be made an event: text only, no symbols, so that it can be cached.</summary>
/// <param name="Namespace">The namespace, or the empty text.</param>
/// <param name="Containers">The declarations it is nested in, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Declaration">Its own, such as <c>partial record struct Payment</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Members">Its properties.</param>
internal sealed record EventModel(
    string Namespace,
    EquatableArray<string> Containers,
    string Declaration,
    string Name,
    string HintName,
    EquatableArray<MemberModel> Members);
