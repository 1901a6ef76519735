using System.Globalization;

namespace Risk.Benchmarks.Rules;

/// <summary>What a fresh process had done up to a moment, counted from the first use of the library.</summary>
/// <param name="Name">The moment.</param>
/// <param name="Milliseconds">The time that had passed.</param>
/// <param name="Methods">The methods compiled.</param>
/// <param name="Bytes">The bytes of their IL.</param>
internal sealed record ColdMark(string Name, double Milliseconds, long Methods, long Bytes)
{
    /// <summary>Reads a line that <c>Risk.ColdStart</c> printed.</summary>
    public static ColdMark Parse(string line) => line.Split('\t') is [var name, var time, var methods, var bytes]
        ? new ColdMark(
            name,
            double.Parse(time, CultureInfo.InvariantCulture),
            long.Parse(methods, CultureInfo.InvariantCulture),
            long.Parse(bytes, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{line}' is no mark.");
}
