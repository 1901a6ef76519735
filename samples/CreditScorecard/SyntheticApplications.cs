using System.Globalization;

namespace CreditScorecard;

/// <summary>Applications drawn from a seed: nobody's data, and the same on every run.</summary>
internal static class SyntheticApplications
{
    private static readonly string[] Housing = ["own", "rent", "parents"];
    private static readonly string[] Sexes = ["female", "male"];
    private static readonly string[] MaritalStatuses = ["single", "married", "divorced"];

    public static CreditApplication[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(number => new CreditApplication(
            Reference: string.Create(CultureInfo.InvariantCulture, $"A-{number:000}"),
            MonthlyIncome: Math.Round(1_400 * Math.Exp(random.NextDouble() * 1.4)),
            MonthlyDebt: Math.Round(900 * random.NextDouble() * random.NextDouble()),
            LoanAmount: 500 * random.Next(4, 50),
            TermMonths: 12 * random.Next(1, 7),
            MonthsEmployed: random.Next(8) == 0 ? null : random.Next(0, 200),
            DelinquenciesLastYear: random.Next(5) < 3 ? 0 : random.Next(1, 4),
            CardUtilisation: random.Next(6) == 0 ? null : Math.Round(random.NextDouble(), 2),
            Housing: Housing[random.Next(3)],
            Age: random.Next(18, 80),
            Sex: Sexes[random.Next(2)],
            MaritalStatus: MaritalStatuses[random.Next(3)]))];
    }
}
