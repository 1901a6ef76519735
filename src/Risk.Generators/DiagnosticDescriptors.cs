using Microsoft.CodeAnalysis;

namespace Risk.Generators;

/// <summary>What the generator says; each has a section in docs/diagnostics/generator.md.</summary>
internal static class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "RISK1001", "An event must be partial", "'{0}' must be partial, because the generator adds the event's reader to it: write 'partial' before its kind");

    public static readonly DiagnosticDescriptor UnsupportedDeclaration = Error(
        "RISK1002", "This kind of type can't be an event", "'{0}' can't be an event: it is {1}; use a record, class or struct that is neither");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "RISK1003", "A property's type is no attribute", "'{0}' has the type '{1}', which no attribute can hold: mark it [Ignore], or give a number, text, boolean, time, enum or nested record");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "RISK1004", "Two properties have one name", "'{0}' and '{1}' both give the attribute '{2}': mark one with [Name(\"…\")] or [Ignore]");

    public static readonly DiagnosticDescriptor WrongMarker = Error(
        "RISK1005", "A marker does not fit the property's type", "[{0}] can't stand on '{1}' of type '{2}': {3}");

    public static readonly DiagnosticDescriptor Cycle = Error(
        "RISK1006", "A nested type contains itself", "'{0}' leads back to '{1}', so its attributes have no end: mark it [Ignore]");

    public static readonly DiagnosticDescriptor NoAttributes = Error(
        "RISK1007", "An event has no attributes", "'{0}' has no public property that becomes an attribute: add one");

    public static readonly DiagnosticDescriptor WrongName = Error(
        "RISK1008", "A name can't be written in a rule", "'{0}' can't name the attribute of '{1}': use letters, digits, '_' and '.', or '::key::' for metadata");

    public static readonly DiagnosticDescriptor WrongBounds = Error(
        "RISK1009", "Bounds in the wrong order", "the bounds of '{0}' are {1} to {2}: give the smaller first");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "RISK1010", "A member has a name that the generator needs", "'{0}' of '{1}' has the name of a member that the generator writes: give it another");

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id,
        title,
        message,
        "Risk",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: $"docs/diagnostics/generator.md#{id.ToLowerInvariant()}");
}
