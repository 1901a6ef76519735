using Risk.Internals.Numerics;

namespace Risk.Core.Tests.Numerics;

public class ThresholdRankTests
{
    [Fact]
    public void It_counts_the_thresholds_below_a_value()
    {
        var random = new Random(41);
        for (int count = 0; count <= 70; count++)
        {
            float[] thresholds = new float[ThresholdRank.PaddedLength(count) + 1];
            Array.Fill(thresholds, float.PositiveInfinity);
            for (int i = 0; i < count; i++)
            {
                thresholds[i] = random.Next(-20, 20) / 2f;
            }

            Array.Sort(thresholds);
            foreach (float value in (float[])[-11, -10, -3.5f, -0.0f, 0, 0.25f, 4, 9.5f, 11, float.PositiveInfinity, float.NegativeInfinity, float.NaN])
            {
                int expected = thresholds.Count(threshold => threshold < value);
                Assert.Equal(expected, ThresholdRank.Count(in thresholds[0], ThresholdRank.PaddedLength(count), value));
            }
        }
    }
}
