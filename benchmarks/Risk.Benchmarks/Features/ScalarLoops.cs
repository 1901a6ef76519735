using Risk.Events;

namespace Risk.Benchmarks.Features;

/// <summary>What one would write first: a loop for each kind of feature, in double, rounded at the end.</summary>
internal static class ScalarLoops
{
    public static void Transform(FeatureWorkload workload, AttributeRow row, Span<float> features)
    {
        FeatureMix mix = workload.Mix;
        double[] numbers = row.Numbers;
        double[] means = workload.Means;
        double[] scales = workload.Scales;
        int i = 0;
        for (int end = mix.Standardize; i < end; i++)
        {
            features[i] = (float)((numbers[i] - means[i]) * scales[i]);
        }

        for (int end = i + mix.Log; i < end; i++)
        {
            features[i] = (float)Math.Log(1 + numbers[i]);
        }

        for (int end = i + mix.Bucketize; i < end; i++)
        {
            features[i] = Bucket(numbers[i], workload.Edges[i]);
        }

        for (int end = i + mix.Copy; i < end; i++)
        {
            features[i] = (float)numbers[i];
        }

        for (; i < mix.Numbers; i++)
        {
            features[i] = (float)(double.IsNaN(numbers[i]) ? means[i] : numbers[i]);
        }

        int[] codes = row.Codes;
        int target = i;
        for (int j = 0; j < mix.OneHot; j++)
        {
            int code = codes[i + j];
            foreach (int category in workload.Codes[j])
            {
                features[target++] = code == category ? 1 : 0;
            }
        }
    }

    private static int Bucket(double value, double[] edges)
    {
        int bucket = 0;
        while (bucket < edges.Length && value >= edges[bucket])
        {
            bucket++;
        }

        return bucket;
    }
}
