using System.Text;
using Risk.Events;
using Risk.Rules;

namespace Risk.Core.Tests.Rules.Diagnostics;

/// <summary>What people really write, and what they are told: each file of the folder Mistakes, with the text beside it.</summary>
public sealed class MistakeTests
{
    private const string Folder = "Rules/Diagnostics/Mistakes";

    public static TheoryData<string> Names { get; } = [.. Directory
        .EnumerateFiles(Path.Combine(TestProject.DirectoryOf(typeof(MistakeTests).Assembly), Folder), "*.rules")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Order(StringComparer.Ordinal)];

    internal static EventSchema Schema { get; } = new(
    [
        new("amount_in_usd", AttributeKind.Number) { Minimum = 0 },
        new("risk_score", AttributeKind.Number) { Minimum = 0, Maximum = 100 },
        new("charges_hourly", AttributeKind.Number) { Minimum = 0, Maximum = 25 },
        new("card_country", AttributeKind.Country),
        new("ip_country", AttributeKind.Country),
        new("card_brand", AttributeKind.Text),
        new("risk_level", AttributeKind.Text),
        new("billing_city", AttributeKind.Text),
        new("email", AttributeKind.Text),
        new("ip_address", AttributeKind.Token),
        new("card_bin", AttributeKind.Token),
        new("card_fingerprint", AttributeKind.Token),
        new("is_recurring", AttributeKind.Boolean),
        new("is_3d_secure", AttributeKind.Boolean),
        new("is_off_session", AttributeKind.Boolean),
        new("is_wallet", AttributeKind.Boolean),
        new("created_at", AttributeKind.Timestamp),
        new("::order_id::", AttributeKind.Token) { IsMetadata = true },
        new("::tier::", AttributeKind.Token) { IsMetadata = true },
    ]);

    internal static RuleSetOptions Options { get; } = new()
    {
        FileName = "payments.rules",
        Lists = new Dictionary<string, IReadOnlyList<string>> { ["countries"] = ["US", "CA"] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_explained(string name)
    {
        string source = File.ReadAllText(Path.Combine(TestProject.DirectoryOf(typeof(MistakeTests).Assembly), Folder, name + ".rules"), Encoding.UTF8);
        RuleSet.TryParse(source, Schema, Options, out _, out IReadOnlyList<RiskDiagnostic> diagnostics);

        Assert.NotEmpty(diagnostics);
        Snapshot.MatchFile(RuleDiagnosticRenderer.Render(diagnostics, source), $"{Folder}/{name}.verified.txt");
    }
}
