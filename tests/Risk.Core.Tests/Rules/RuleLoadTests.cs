using Risk.Events;

namespace Risk.Core.Tests.Rules;

/// <summary>What loading rules does not do.</summary>
public class RuleLoadTests
{
    /// <summary>The assemblies without which nobody can emit IL: the library references none of them, so no load ever does.</summary>
    [Theory]
    [InlineData("System.Reflection.Emit")]
    [InlineData("System.Reflection.Emit.ILGeneration")]
    [InlineData("System.Reflection.Emit.Lightweight")]
    [InlineData("System.Linq.Expressions")]
    [InlineData("Microsoft.CSharp")]
    public void The_library_can_not_emit_code(string assembly) =>
        Assert.DoesNotContain(assembly, Array.ConvertAll(typeof(RuleSet).Assembly.GetReferencedAssemblies(), static name => name.Name));

    [Fact]
    public void What_names_the_assemblies_of_emission_is_known()
    {
        // The names above are those that the compiler writes: this assembly uses one of them.
        _ = typeof(System.Reflection.Emit.DynamicMethod).Name;

        Assert.Contains("System.Reflection.Emit.Lightweight", Array.ConvertAll(typeof(RuleLoadTests).Assembly.GetReferencedAssemblies(), static name => name.Name));
    }

    /// <summary>A regular expression is the one part of the framework that would emit code on its own.</summary>
    [Fact]
    public void Patterns_are_not_compiled()
    {
        RuleSet rules = RuleSet.Parse("Block if :email: matches '^a+b'");
        var match = Assert.IsType<Risk.Rules.Binding.BoundTextMatch>(rules.Bound.Rules[0].Condition);

        Assert.False(match.Regex!.Options.HasFlag(System.Text.RegularExpressions.RegexOptions.Compiled));
    }

    [Fact]
    public void A_fingerprint_is_the_same_whenever_and_wherever_it_is_asked_for()
    {
        EventSchema schema = RuleSet.Parse("Block if :amount_in_usd: > 5").Schema;
        RuleSet rules = RuleSet.Parse("Block if :amount_in_usd: > 5", schema);
        var seen = new Fingerprint[16];

        Parallel.For(0, seen.Length, i => seen[i] = i % 2 == 0 ? rules.Fingerprint : RuleSet.Parse("Block   if :amount_in_usd: > 5", schema).Fingerprint);

        Assert.Single(seen.Distinct());
        Assert.NotEqual(default, seen[0]);
    }
}
