using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Risk.Generators.Model;

/// <summary>A diagnostic without symbols or trees, so that it can be cached.</summary>
internal sealed record DiagnosticModel(DiagnosticDescriptor Descriptor, string File, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public static DiagnosticModel At(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) => new(
        descriptor,
        location?.SourceTree?.FilePath ?? "",
        location?.SourceSpan ?? default,
        location?.GetLineSpan().Span ?? default,
        new EquatableArray<string>(arguments));

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, File.Length == 0 ? Location.None : Location.Create(File, Span, Lines), [.. Arguments.Cast<object>()]);
}
