using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Risk.Generators;

namespace Risk.Docs.Tests;

/// <summary>Compiles what documents show against the built libraries, with the generator, as a reader's project would.</summary>
internal static class DocumentCompiler
{
    // What every document may take for granted: the implicit usings of a web project, and the objects its text speaks of.
    private const string Usings = """
        global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(static path => !path.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly SyntaxTree[] Surroundings = [Parse(Usings), Parse(NamespacesOfTheLibraries()), Parse(Context())];

    /// <summary>Whether Risk.Onnx holds anything on this machine.</summary>
    public static bool HasOnnxRuntime => Onnx().Any();

    /// <summary>The errors in a piece of a document, with its lines.</summary>
    public static IReadOnlyList<string> Errors(CodeFence fence)
    {
        var compilation = CSharpCompilation.Create(
            "Document",
            [.. Surroundings, fence.ToSyntaxTree(ParseOptions)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        if (!compilation.SyntaxTrees[^1].GetRoot().ChildNodes().Any(static node => node.IsKind(SyntaxKind.GlobalStatement)))
        {
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
        }

        CSharpGeneratorDriver.Create([new RiskEventGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out ImmutableArray<Diagnostic> generated);
        return [.. complete.GetDiagnostics().Concat(generated).Where(static problem => problem.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(static problem => problem.ToString()).Distinct()];
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, ParseOptions);

    // A document names a type as its reader's editor would offer it: every namespace of the libraries is at hand.
    private static string NamespacesOfTheLibraries()
    {
        Type[] doors = [typeof(RiskDecision), typeof(Extensions.RiskScoringServiceCollectionExtensions), typeof(Evaluation.RiskMetrics), .. Onnx()];
        return string.Concat(doors.SelectMany(static door => door.Assembly.GetExportedTypes()).Select(static type => type.Namespace).Distinct().Select(static name => $"global using {name};\n"));
    }

    private static IEnumerable<Type> Onnx() => System.Reflection.Assembly.Load("Risk.Onnx").GetExportedTypes().Take(1);

    private static string Context()
    {
        using Stream stream = typeof(DocumentCompiler).Assembly.GetManifestResourceStream("DocumentContext.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
