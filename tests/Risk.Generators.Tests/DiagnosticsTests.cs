using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Risk.Generators.Tests;

public class DiagnosticsTests
{
    [Theory]
    [InlineData("RISK1001", "[RiskEvent] public record Event(int A);", "Event")]
    [InlineData("RISK1001", "public class Outer { [RiskEvent] public partial record Event(int A); }", "Outer")]
    [InlineData("RISK1002", "[RiskEvent] public partial record Event<T>(int A);", "Event")]
    [InlineData("RISK1002", "[RiskEvent] public ref partial struct Event { public int A => 1; }", "Event")]
    [InlineData("RISK1002", "[RiskEvent] public static partial class Event { }", "Event")]
    [InlineData("RISK1002", "[RiskEvent] file partial record Event(int A);", "Event")]
    [InlineData("RISK1003", "[RiskEvent] public partial record Event(object A);", "A")]
    [InlineData("RISK1003", "[RiskEvent] public partial record Event(int[] A);", "A")]
    [InlineData("RISK1003", "[RiskEvent] public partial record Event(System.Collections.Generic.List<int> A);", "A")]
    [InlineData("RISK1003", "[RiskEvent] public partial record Event(Uri A);", "A")]
    [InlineData("RISK1004", "[RiskEvent] public partial record Event(int Amount, [property: Name(\"amount\")] int B);", "B")]
    [InlineData("RISK1004", "public record Card(string Country); [RiskEvent] public partial record Event(string CardCountry, Card Card);", "Country")]
    [InlineData("RISK1005", "[RiskEvent] public partial record Event([property: Country] int A);", "A")]
    [InlineData("RISK1005", "[RiskEvent] public partial record Event([property: Token] bool A);", "A")]
    [InlineData("RISK1005", "[RiskEvent] public partial record Event([property: Timestamp] bool A);", "A")]
    [InlineData("RISK1005", "[RiskEvent] public partial record Event([property: Bounds(0, 1)] string A);", "A")]
    [InlineData("RISK1005", "[RiskEvent] public partial record Event([property: Name(\"::a::\")] bool A);", "A")]
    [InlineData("RISK1006", "[RiskEvent] public partial record Event(int A, Event? Parent);", "Parent")]
    [InlineData("RISK1006", "public record Card(Card? Other); [RiskEvent] public partial record Event(int A, Card Card);", "Other")]
    [InlineData("RISK1007", "[RiskEvent] public partial record Event;", "Event")]
    [InlineData("RISK1007", "[RiskEvent] public partial record Event([property: Ignore] int A);", "Event")]
    [InlineData("RISK1008", "[RiskEvent] public partial record Event([property: Name(\"\")] int A);", "A")]
    [InlineData("RISK1008", "[RiskEvent] public partial record Event([property: Name(\"a:b\")] int A);", "A")]
    [InlineData("RISK1009", "[RiskEvent] public partial record Event([property: Bounds(2, 1)] int A);", "A")]
    [InlineData("RISK1009", "[RiskEvent] public partial record Event([property: Bounds(double.NaN)] int A);", "A")]
    [InlineData("RISK1010", "[RiskEvent] public partial class Event { public int A => 1; public int EventReader => 1; }", "EventReader")]
    [InlineData("RISK1010", "[RiskEvent] public partial class Event { public int A => 1; private sealed class GeneratedEventReader; }", "GeneratedEventReader")]
    [InlineData("RISK1003", "[RiskEvent] public partial class Event { public ReadOnlySpan<char> A => default; }", "A")]
    [InlineData("RISK1003", "[RiskEvent] public partial class Event { public dynamic? A => 1; }", "A")]
    [InlineData("RISK1003", "[RiskEvent] public partial class Event { public (int B, string C) A => default; }", "A")]
    [InlineData("RISK1003", "[RiskEvent] public partial class Event { public char A => 'a'; }", "A")]
    [InlineData("RISK1003", "[RiskEvent] public partial class Event { public Action? A => null; }", "A")]
    [InlineData("RISK1003", "public interface ICard { string B { get; } } [RiskEvent] public partial record Event(ICard A);", "A")]
    [InlineData("RISK1002", "public partial class Outer<T> { [RiskEvent] public partial record Event(int A); }", "Event")]
    [InlineData("RISK1006", "public record First(Second? Other); public record Second(First? Back); [RiskEvent] public partial record Event(int A, First B);", "Back")]
    [InlineData("RISK1004", "public record Leaf(int C); public record Left(Leaf B); [RiskEvent] public partial record Event(Left A, [property: Name(\"a_b\")] Leaf Other);", "C")]
    public void Says(string id, string source, string marked)
    {
        Diagnostic diagnostic = Assert.Single(GeneratorHarness.Diagnose(source));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(marked, ("using System; using Risk;\n" + source).Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains($"'{marked}", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Replace("Card.", "", StringComparison.Ordinal).Replace("B.Other.Back", "Back", StringComparison.Ordinal).Replace("'A.B.C' and 'Other.C'", "'C'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_an_event_are_said_together() =>
        Assert.Equal(
            ["RISK1001", "RISK1003", "RISK1005"],
            GeneratorHarness.Diagnose("[RiskEvent] public record Event(object A, [property: Country] int B);").Select(static diagnostic => diagnostic.Id));

    [Fact]
    public void A_type_without_the_marker_is_left_alone() =>
        Assert.Empty(GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compile("public partial record Event(object A);")).GetRunResult().GeneratedTrees);

    [Fact]
    public void Every_diagnostic_has_a_section_in_the_docs()
    {
        string docs = File.ReadAllText(Path.Combine(TestProject.RepositoryRoot, "docs", "diagnostics", "generator.md"));
        DiagnosticDescriptor[] descriptors =
        [
            .. typeof(DiagnosticDescriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (DiagnosticDescriptor)field.GetValue(null)!),
        ];
        Assert.NotEmpty(descriptors);
        Assert.All(descriptors, descriptor => Assert.Contains($"\n## {descriptor.Id}\n", docs, StringComparison.Ordinal));
    }
}
