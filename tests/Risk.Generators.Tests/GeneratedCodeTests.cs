namespace Risk.Generators.Tests;

public class GeneratedCodeTests
{
    [Fact]
    public void A_payment() => Snapshot.Match(GeneratorHarness.Generate(Sources.Payment), extension: "txt");

    [Fact]
    public void Every_type_and_marker() => Snapshot.Match(GeneratorHarness.Generate(Sources.Everything), extension: "txt");

    [Fact]
    public void Names_are_those_of_the_framework_s_snake_case()
    {
        foreach (string name in (string[])["Amount", "AmountInUsd", "IPCountry", "Is3DSecure", "Sha256Hash", "ID", "aB", "X", "Iban", "A1B2", "HTTPStatus", "Total7Days", "snake_case", "Two_Words"])
        {
            Assert.Equal(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name), SnakeCase.Of(name));
        }
    }
}
