using System.Globalization;

namespace Risk.Core.Tests.Numerics;

/// <summary>A hash of bits, to compare results between processes. Every NaN counts as the same one.</summary>
internal sealed class ResultHash
{
    private ulong _hash = 14695981039346656037;

    public ResultHash Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            Add(double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value));
        }

        return this;
    }

    public ResultHash Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Add(float.IsNaN(value) ? -1L : BitConverter.SingleToInt32Bits(value));
        }

        return this;
    }

    public override string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);

    private void Add(long value)
    {
        for (int i = 0; i < 8; i++)
        {
            _hash = (_hash ^ (byte)(value >> (8 * i))) * 1099511628211;
        }
    }
}
