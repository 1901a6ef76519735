using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Risk.Generators.Model;

namespace Risk.Generators;

/// <summary>Gives every type marked <c>[RiskEvent]</c> its schema and reader.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RiskEventGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step that makes models, for tests of caching.</summary>
    public const string ModelStep = "RiskEventModel";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParseResult> results = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "Risk.RiskEventAttribute",
                static (node, _) => node is TypeDeclarationSyntax,
                static (marked, cancellation) => new Parser(cancellation).Parse((INamedTypeSymbol)marked.TargetSymbol, marked.Attributes[0]))
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(results, static (output, result) =>
        {
            foreach (DiagnosticModel diagnostic in result.Diagnostics)
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
            }

            if (result.Model is { } model)
            {
                output.AddSource(model.HintName, SourceText.From(new Emitter().Emit(model), Encoding.UTF8));
            }
        });
    }
}
