namespace Demo.Credit;

/// <summary>Draws applications; the distributions are written down in README.md beside this file.</summary>
internal sealed class ApplicationSimulator(int seed)
{
    private readonly Random _random = new(seed);

    public Application Next()
    {
        double income = LogNormal(2_600, 0.45);
        double amount = Math.Max(500, LogNormal(6_000, 0.7));
        double duration = Choose((6.0, 1), (12.0, 3), (24.0, 4), (36.0, 4), (48.0, 2), (60.0, 1));
        double employed = Math.Round(-50 * Math.Log(1 - _random.NextDouble()));
        double delinquencies = Choose((0.0, 80), (1.0, 12), (2.0, 5), (3.0, 3));
        double utilisation = Math.Round(_random.NextDouble() * 1.1, 3);
        string housing = Choose(("own", 45), ("rent", 45), ("parents", 10));
        string purpose = Choose(("car", 35), ("furniture", 25), ("education", 10), ("debts", 30));
        double burden = amount / duration / (income * 0.1);
        double margin = -3.2 + (0.9 * (Math.Min(burden, 3) - 1)) + (0.8 * delinquencies) + (1.1 * utilisation) - (0.004 * employed)
            + (housing == "rent" ? 0.4 : 0) + (purpose == "debts" ? 0.35 : 0);
        bool defaulted = _random.NextDouble() < 1 / (1 + Math.Exp(-margin));
        return new Application(
            Math.Round(income),
            Math.Round(amount),
            duration,
            _random.NextDouble() < 0.06 ? double.NaN : employed,
            delinquencies,
            _random.NextDouble() < 0.08 ? double.NaN : utilisation,
            housing,
            purpose,
            defaulted);
    }

    private double LogNormal(double median, double sigma)
    {
        double normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return median * Math.Exp(sigma * normal);
    }

    private T Choose<T>(params (T Value, int Weight)[] choices)
    {
        int pick = _random.Next(choices.Sum(static choice => choice.Weight));
        foreach ((T value, int weight) in choices)
        {
            if ((pick -= weight) < 0)
            {
                return value;
            }
        }

        return choices[^1].Value;
    }
}
