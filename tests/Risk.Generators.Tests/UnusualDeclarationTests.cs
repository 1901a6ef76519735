using System.Reflection;
using Microsoft.CodeAnalysis;
using Risk.Events;

namespace Risk.Generators.Tests;

/// <summary>Declarations that are rare and allowed: each compiles without a warning and is read right.</summary>
public class UnusualDeclarationTests
{
    [Theory]
    [InlineData("global namespace", "[RiskEvent] public partial record Event(int A); public static class Sample { public static Event Value => new(1); }", "a=1")]
    [InlineData("keywords", "namespace @event.@class { public enum @enum { @int } [RiskEvent] public partial record @record(@enum @namespace, int @if); } public static class Sample { public static @event.@class.@record Value => new(@event.@class.@enum.@int, 2); }", "if=2 namespace='int'")]
    [InlineData("nested in a record in an interface", "public partial interface IOuter { partial record struct Middle { [RiskEvent] public partial class Event { public int A => 3; } } } public static class Sample { public static IOuter.Middle.Event Value => new(); }", "a=3")]
    [InlineData("private", "public partial class Outer { [RiskEvent] private sealed partial record Event(int A); public static object Made => new Event(4); } public static class Sample { public static object Value => Outer.Made; }", "a=4")]
    [InlineData("inherited", "public abstract record Base<T>(T Id) { public virtual string? Name => null; public int Hidden => 1; } [RiskEvent] public partial record Event(int A) : Base<long>(5) { public override string? Name => \"own\"; public new string Hidden => \"text\"; } public static class Sample { public static Event Value => new(6); }", "a=6 hidden='text' id=5 name='own'")]
    [InlineData("hidden by what is no attribute", "public class Base { public int A => 1; public int B => 2; public int C => 3; } [RiskEvent] public partial class Event : Base { public new static int A => 4; private new int B => 5; [Ignore] public new int C => 6; public int D => 7; } public static class Sample { public static Event Value => new(); }", "d=7")]
    [InlineData("override that is ignored", "public class Base { public virtual int A => 1; public virtual int B { get; set; } } [RiskEvent] public partial class Event : Base { [Ignore] public override int A => 2; [Name(\"other\")] public override int B { set => base.B = value; } } public static class Sample { public static Event Value => new() { B = 3 }; }", "other=3")]
    [InlineData("an event of an event", "[RiskEvent] public partial record Base(int A); [RiskEvent] public partial record Event(int A, int B) : Base(A); public static class Sample { public static Event Value => new(1, 2); }", "a=1 b=2")]
    [InlineData("required and init", "[RiskEvent] public partial class Event { public required int A { get; init; } public required string? B { get; set; } public int C { get; private set; } } public static class Sample { public static Event Value => new() { A = 1, B = \"b\" }; }", "a=1 b='b' c=0")]
    [InlineData("generic members", "public record Money<T>(T Amount, string Currency) where T : struct; [RiskEvent] public partial record Event(Money<decimal> Price, Money<int>? Fee); public static class Sample { public static Event Value => new(new(1.5m, \"usd\"), null); }", "price_amount=1.5 price_currency='usd'")]
    [InlineData("nullable struct in a nullable struct", "public readonly record struct Inner(int? C); public readonly record struct Middle(Inner? B); [RiskEvent] public readonly partial record struct Event(Middle? A, Middle? D); public static class Sample { public static Event Value => new(new(new Inner(1)), new(null)); }", "a_b_c=1")]
    [InlineData("obsolete", "[RiskEvent] public partial class Event { [Obsolete] public int A => 1; [Obsolete(\"use A\")] public int B => 2; } public static class Sample { public static Event Value => new(); }", "a=1 b=2")]
    [InlineData("ref returns", "[RiskEvent] public partial class Event { private int _a = 1; public ref int A => ref _a; public ref readonly int B => ref _a; } public static class Sample { public static Event Value => new(); }", "a=1 b=1")]
    [InlineData("partial in two places", "[RiskEvent] public partial class Event { public int A => 1; } public partial class Event { public int B => 2; } public static class Sample { public static Event Value => new(); }", "a=1 b=2")]
    [InlineData("explicit interface", "public interface IHas { int A { get; } } [RiskEvent] public partial class Event : IHas { int IHas.A => 1; public int B => 2; } public static class Sample { public static Event Value => new(); }", "b=2")]
    [InlineData("members called as the generated code's variables", "[RiskEvent] public partial record Event(int? Source, int? Row, int? Value0, int? Schema, int? Read); public static class Sample { public static Event Value => new(1, 2, 3, 4, 5); }", "read=5 row=2 schema=4 source=1 value0=3")]
    [InlineData("enums of other types", "public enum Big : ulong { A = ulong.MaxValue, B = 0 } [Flags] public enum Few : byte { None = 0, One = 1, Two = 2 } [RiskEvent] public partial record Event(Big A, Few B, Few C); public static class Sample { public static Event Value => new(Big.A, Few.One | Few.Two, Few.Two); }", "a='A' c='Two'")]
    [InlineData("names beyond ASCII", "[RiskEvent] public partial record Größe(int Höhe); public static class Sample { public static Größe Value => new(1); }", "höhe=1")]
    [InlineData("the framework's types by other names", "namespace Shop { public class DateTimeOffset { public int Year => 1; } [RiskEvent] public partial record Event(DateTimeOffset At, System.DateTimeOffset Then); } public static class Sample { public static Shop.Event Value => new(new(), System.DateTimeOffset.UnixEpoch); }", "at_year=1 then=0")]
    public void Is_read(string name, string source, string expected) => Assert.True(expected == GeneratorHarness.Read(GeneratorHarness.Load(source)), $"{name}: {GeneratorHarness.Read(GeneratorHarness.Load(source))}");

    [Fact]
    public void Types_whose_names_differ_by_case_only_have_two_files()
    {
        GeneratorDriverRunResult result = GeneratorHarness.Driver()
            .RunGenerators(GeneratorHarness.Compile("[RiskEvent] public partial record Event(int A); [RiskEvent] public partial record EVENT(int A);")).GetRunResult();
        Assert.Empty(result.Diagnostics);
        Assert.Null(result.Results[0].Exception);
        Assert.Equal(2, result.GeneratedTrees.Select(static tree => tree.FilePath.ToUpperInvariant()).Distinct().Count());
    }

    [Fact]
    public void A_generic_type_without_end_is_a_cycle()
    {
        Diagnostic[] diagnostics = GeneratorHarness.Diagnose("public class Node<T> { public Node<Node<T>>? Next => null; } [RiskEvent] public partial record Event(int A, Node<int> Node);");
        Assert.Equal("RISK1006", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public void What_a_property_throws_is_thrown_by_the_reader()
    {
        Assembly assembly = GeneratorHarness.Load("[RiskEvent] public partial class Event { public int A => throw new NotSupportedException(\"no A\"); } public static class Sample { public static Event Value => new(); }");
        TargetInvocationException thrown = Assert.Throws<TargetInvocationException>(() => GeneratorHarness.Read(assembly));
        Assert.Equal("no A", Assert.IsType<NotSupportedException>(thrown.InnerException).Message);
    }
}
