using Risk.Rules.Functions;

namespace Risk.Core.Tests.Rules.Functions;

public sealed class RuleFunctionsTests
{
    public static TheoryData<string> ValueFunctions => [.. RuleFunctions.OfValues.Select(function => function.Name)];

    public static TheoryData<string> WindowFunctions => [.. RuleFunctions.OfWindows.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(ValueFunctions))]
    public void A_function_is_found_whatever_the_case_of_its_name(string name)
    {
        Assert.Equal(name, RuleFunctions.Find(name.ToUpperInvariant())!.Name);
        Assert.Contains(name, RuleFunctions.Names);
    }

    [Theory]
    [MemberData(nameof(WindowFunctions))]
    public void A_window_function_is_found_and_its_arguments_fit_its_signature(string name)
    {
        WindowFunction function = RuleFunctions.FindWindow(name)!;
        Assert.Equal(name, function.Name);
        Assert.Equal(function.Signature.Count(character => character == ',') + 1, function.MinimumArguments);
        Assert.Equal("key", function.ParameterAt(function.KeyIndex).Name);
        Assert.Contains(name, RuleFunctions.Names);
    }

    [Fact]
    public void Names_are_given_once_although_max_is_two_functions()
    {
        Assert.Equal(RuleFunctions.Names.Count, RuleFunctions.Names.Distinct().Count());
        Assert.NotNull(RuleFunctions.Find("max"));
        Assert.NotNull(RuleFunctions.FindWindow("max"));
    }

    [Fact]
    public void An_unknown_name_is_not_found()
    {
        Assert.Null(RuleFunctions.Find("lenght"));
        Assert.Null(RuleFunctions.FindWindow("counts"));
    }
}
