namespace Risk.Benchmarks.Models;

/// <summary>Rows of standard normal numbers, every fifth column rounded to quarters.</summary>
internal static class TreeRows
{
    public const int Count = 2_048;

    public static float[] Create(int features)
    {
        var random = new Random(7);
        var rows = new float[Count * features];
        for (int i = 0; i < rows.Length; i++)
        {
            double value = Normal(random);
            rows[i] = (float)(i % features % 5 == 4 ? Math.Round(value * 4) / 4 : value);
        }

        return rows;
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
