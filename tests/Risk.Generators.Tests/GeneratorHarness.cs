using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Risk.Events;

namespace Risk.Generators.Tests;

/// <summary>Runs the generator over source text.</summary>
internal static class GeneratorHarness
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(RiskEventAttribute).Assembly.Location)
            .Distinct()
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Events",
        [CSharpSyntaxTree.ParseText("using System; using Risk;\n" + source, ParseOptions, "Event.cs")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new RiskEventGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated file of a source with one event.</summary>
    public static string Generate(string source)
    {
        GeneratorDriverRunResult result = Driver().RunGenerators(Compile(source)).GetRunResult();
        Assert.Empty(result.Diagnostics);
        return Assert.Single(result.GeneratedTrees).ToString();
    }

    /// <summary>The generator's diagnostics.</summary>
    public static Diagnostic[] Diagnose(string source) => [.. Driver().RunGenerators(Compile(source)).GetRunResult().Diagnostics];

    /// <summary>Compiles source and what is generated from it, without a warning, and loads it.</summary>
    public static Assembly Load(string source)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compile(source), out Compilation compilation, out _);
        var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.Empty(result.Diagnostics.Where(static diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    /// <summary>What the generated reader of <c>Sample.Value</c> reads of it: attributes that are not missing, by name, texts in quotes.</summary>
    public static string Read(Assembly assembly)
    {
        object value = assembly.GetType("Sample", throwOnError: true)!.GetProperty("Value")!.GetValue(null)!;
        object reader = value.GetType().GetProperty("EventReader", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!.GetValue(null)!;
        var schema = (EventSchema)reader.GetType().GetProperty("Schema")!.GetValue(reader)!;
        var layout = new AttributeLayoutBuilder(schema);
        for (int i = 0; i < schema.Count; i++)
        {
            layout.Use(i, schema[i].IsText ? AttributeUse.Text : AttributeUse.Number);
        }

        AttributeRow row = layout.Build().CreateRow();
        reader.GetType().GetMethod("Read")!.Invoke(reader, [value, row]);
        return string.Join(' ', Enumerable.Range(0, schema.Count)
            .Select(i => row.TryGetText(i, out ReadOnlySpan<char> text) ? $"{schema[i].Name}='{text}'"
                : double.IsNaN(row.GetNumber(i)) ? null
                : string.Create(CultureInfo.InvariantCulture, $"{schema[i].Name}={row.GetNumber(i):R}"))
            .Where(static item => item is not null)
            .Order(StringComparer.Ordinal));
    }
}
