using System.Numerics.Tensors;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Velocity.Distinct;

public sealed class HyperLogLogTests
{
    // 1.04 / √2048.
    private const double StandardError = 0.02298;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void The_error_is_the_stated_one_at_every_size(int values)
    {
        int sketches = Math.Clamp(2_000_000 / values, 20, 200);
        double squares = 0;
        double sum = 0;
        for (int sketch = 0; sketch < sketches; sketch++)
        {
            byte[] registers = Of(Enumerable.Range(0, values).Select(value => ((ulong)sketch << 40) + (ulong)value + 1));
            double error = (HyperLogLog.Estimate(registers) - values) / values;
            squares += error * error;
            sum += error;
        }

        // Few values are counted almost exactly; the mean of many sketches lies within four of its own standard errors, rounding aside.
        Assert.InRange(Math.Sqrt(squares / sketches), 0, StandardError * 1.25);
        Assert.InRange(sum / sketches, (-4 * StandardError / Math.Sqrt(sketches)) - (0.5 / values), (4 * StandardError / Math.Sqrt(sketches)) + (0.5 / values));
    }

    [Fact]
    public void Nothing_is_none_and_everything_is_finite()
    {
        Assert.Equal(0, HyperLogLog.Estimate(new byte[HyperLogLog.Registers]));
        byte[] full = new byte[HyperLogLog.Registers];
        Array.Fill(full, byte.MaxValue);
        Assert.True(HyperLogLog.Estimate(full) > 1e15);
    }

    [Fact]
    public void The_union_of_sketches_is_the_sketch_of_the_union()
    {
        byte[] left = Of(Enumerable.Range(0, 30_000).Select(static value => (ulong)value + 1));
        byte[] right = Of(Enumerable.Range(20_000, 30_000).Select(static value => (ulong)value + 1));
        byte[] union = new byte[HyperLogLog.Registers];
        TensorPrimitives.Max<byte>(left, right, union);

        Assert.Equal(Of(Enumerable.Range(0, 50_000).Select(static value => (ulong)value + 1)), union);
    }

    // Registers stand in files: another hash or another register would read them wrongly.
    [Fact]
    public void Places_of_values_never_change()
    {
        Assert.Equal((HyperLogLog.Place(1), HyperLogLog.Place(2), HyperLogLog.Place(0xFEDCBA9876543210)), (Place(1), Place(2), Place(0xFEDCBA9876543210)));
        Assert.Equal((692, 1), HyperLogLog.Place(1));
        Assert.Equal(100_730, HyperLogLog.Estimate(Of(Enumerable.Range(0, 100_000).Select(static value => (ulong)value + 1))));
    }

    private static (int Register, byte Rank) Place(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        value ^= value >> 31;
        string bits = Convert.ToString((long)value, 2).PadLeft(64, '0');
        int one = bits[11..].IndexOf('1', StringComparison.Ordinal);
        return (Convert.ToInt32(bits[..11], 2), (byte)((one < 0 ? 53 : one) + 1));
    }

    private static byte[] Of(IEnumerable<ulong> values)
    {
        byte[] registers = new byte[HyperLogLog.Registers];
        foreach (ulong value in values)
        {
            (int register, byte rank) = HyperLogLog.Place(value);
            registers[register] = Math.Max(registers[register], rank);
        }

        return registers;
    }
}
