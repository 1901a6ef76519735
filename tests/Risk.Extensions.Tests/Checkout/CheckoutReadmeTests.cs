using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Checkout;
using Microsoft.AspNetCore.Builder;

namespace Risk.Extensions.Tests.Checkout;

/// <summary>The sample as it stands in the repository answers what its page says.</summary>
public sealed partial class CheckoutReadmeTests
{
    private static readonly string Folder = Path.Combine(TestProject.RepositoryRoot, "samples", "Checkout");

    [Fact]
    public async Task The_answer_on_the_page_is_the_service_s()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Folder, "README.md"));
        using var asked = new StringContent(Asked().Match(page).Groups[1].Value, System.Text.Encoding.UTF8, "application/json");
        using JsonDocument said = JsonDocument.Parse(Said().Match(page).Groups[1].Value);
        await using WebApplication app = CheckoutApp.Build(
        [
            $"--contentRoot={Folder}", "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Risk:Payments:Model={Folder}/risk/fraud.json",
            $"--Risk:Payments:Rules={Folder}/risk/payments.rules", $"--Risk:Payments:Lists:stolen_cards={Folder}/risk/stolen-cards.txt",
        ]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using HttpResponseMessage response = await client.PostAsync("/payments", asked);
        JsonElement answered = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(said.RootElement.EnumerateObject().Select(static field => field.Name), answered.EnumerateObject().Select(static field => field.Name));
        Assert.Equal(said.RootElement.GetProperty("probability").GetDouble(), answered.GetProperty("probability").GetDouble(), 4);
        foreach (string field in (string[])["action", "rule", "reasons"])
        {
            Assert.Equal(said.RootElement.GetProperty(field).GetRawText(), answered.GetProperty(field).GetRawText());
        }

        Assert.Equal("Healthy", (await client.GetStringAsync("/health")).Split('\n')[0]);
    }

    [GeneratedRegex("curl .* -d '(.*)'")]
    private static partial Regex Asked();

    [GeneratedRegex("```json\n(.*)\n```")]
    private static partial Regex Said();
}
