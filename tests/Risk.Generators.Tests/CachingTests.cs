using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Risk.Generators.Tests;

public class CachingTests
{
    [Fact]
    public void An_edit_elsewhere_makes_nothing_again()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(Sources.Everything);
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(compilation);
        CSharpCompilation edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere;", (CSharpParseOptions)compilation.SyntaxTrees[0].Options));
        Assert.Equal([IncrementalStepRunReason.Unchanged], ModelReasons(driver.RunGenerators(edited)));
        Assert.All(OutputReasons(driver.RunGenerators(edited)), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_comment_in_the_event_makes_no_output_again()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(Sources.Payment);
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(compilation);
        GeneratorDriver again = driver.RunGenerators(GeneratorHarness.Compile(Sources.Payment + "\n// a comment"));
        Assert.All(ModelReasons(again), static reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(OutputReasons(again), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_new_property_makes_a_new_model()
    {
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compile(Sources.Payment));
        GeneratorDriver again = driver.RunGenerators(GeneratorHarness.Compile(Sources.Payment.Replace("bool IsDisposable", "bool IsNew, bool IsDisposable", StringComparison.Ordinal)));
        Assert.Equal([IncrementalStepRunReason.Modified], ModelReasons(again));
    }

    private static List<IncrementalStepRunReason> ModelReasons(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results[0].TrackedSteps[RiskEventGenerator.ModelStep].SelectMany(static step => step.Outputs).Select(static output => output.Reason)];

    private static List<IncrementalStepRunReason> OutputReasons(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static step => step.Outputs).Select(static output => output.Reason)];
}
