using Risk.Decisions;
using Risk.Events;
using Risk.Features;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

/// <summary>The vector code against the scalar law, on random pipelines and rows with every kind of odd value.</summary>
public class VectorizerProperties
{
    private const int NumberCount = 40;
    private const int TextCount = 6;

    private static readonly string[] Categories = ["a", "b", "c", "d", "e"];

    private static readonly double[] Odd =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, -2, double.Epsilon, 1e-310, 1e300, -1e300, 1e39, double.MaxValue,
        18014398509481984.0, float.MaxValue,
    ];

    private static readonly EventSchema Schema = new(
    [
        .. Enumerable.Range(0, NumberCount).Select(i => new AttributeDefinition($"n{i}", AttributeKind.Number)),
        .. Enumerable.Range(0, TextCount).Select(i => new AttributeDefinition($"t{i}", AttributeKind.Text)),
    ]);

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.2, 0.0)]
    [InlineData(0.2, 0.02)]
    public void Vectors_give_the_bits_and_flags_of_the_scalar_code(double missing, double odd)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            FeaturePipeline pipeline = RandomPipeline(random);
            FeatureVectorizer scalar = Compile(pipeline, useVectors: false, out AttributeLayout scalarLayout);
            FeatureVectorizer vector = Compile(pipeline, useVectors: true, out AttributeLayout vectorLayout);
            float[] expected = new float[pipeline.FeatureCount];
            float[] actual = new float[pipeline.FeatureCount];
            for (int i = 0; i < 20; i++)
            {
                int rowSeed = random.Next();
                DecisionFlags expectedFlags = scalar.Transform(RandomRow(scalarLayout, rowSeed, missing, odd), expected);
                DecisionFlags actualFlags = vector.Transform(RandomRow(vectorLayout, rowSeed, missing, odd), actual);
                Ulp.AssertBitEqual(expected, actual, $"seed {seed}, row {i}: {pipeline.ToJson()}");
                Assert.Equal(expectedFlags, actualFlags);
            }
        }
    }

    private static FeatureVectorizer Compile(FeaturePipeline pipeline, bool useVectors, out AttributeLayout layout)
    {
        var builder = new AttributeLayoutBuilder(pipeline.Schema);
        FeatureVectorizer vectorizer = pipeline.Compile(builder, useVectors);
        layout = builder.Build();
        return vectorizer;
    }

    private static AttributeRow RandomRow(AttributeLayout layout, int seed, double missing, double odd)
    {
        var random = new Random(seed);
        AttributeRow row = layout.CreateRow();
        for (int i = 0; i < NumberCount; i++)
        {
            double value = random.NextDouble() < odd ? Odd[random.Next(Odd.Length)] : Math.Exp((random.NextDouble() * 8) - 2) - 0.5;
            row.SetNumber(i, random.NextDouble() < missing ? double.NaN : value);
        }

        for (int i = 0; i < TextCount; i++)
        {
            string text = random.NextDouble() < odd ? "unheard of" : Categories[random.Next(Categories.Length)];
            row.SetText(NumberCount + i, random.NextDouble() < missing ? null : text);
        }

        return row;
    }

    private static FeaturePipeline RandomPipeline(Random random) => FeaturePipeline.Build(Schema, p =>
    {
        int count = random.Next(1, 70);
        for (int i = 0; i < count; i++)
        {
            if (random.Next(6) == 0)
            {
                CategoryExpression text = Text($"t{random.Next(TextCount)}");
                if (random.Next(4) == 0)
                {
                    p.Add($"h{i}", text.Hash(random.Next(1, 20), signed: true));
                }
                else
                {
                    p.Add($"o{i}", text.OneHot(Categories[..random.Next(1, 5)], other: random.Next(2) == 0, missing: random.Next(2) == 0));
                }
            }
            else
            {
                p.Add($"f{i}", RandomNumber(random, 3));
            }
        }
    });

    private static NumberExpression RandomNumber(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return random.Next(12) == 0 ? Constant(random.NextDouble() * 4) : Number($"n{random.Next(NumberCount)}");
        }

        NumberExpression input = RandomNumber(random, depth - 1);
        return random.Next(17) switch
        {
            0 => input.Log1p(),
            1 => input.Log(),
            2 => input.SignedLog(),
            3 => input.SquareRoot(),
            4 => input.Standardize(random.NextDouble() * 5, 0.1 + random.NextDouble()),
            5 => input.MinMax(-1, 2 + random.NextDouble()),
            6 => input.Clip(random.NextDouble(), 1 + (random.NextDouble() * 9)),
            7 => input.Bucketize([.. Enumerable.Range(1, random.Next(1, 20)).Select(e => e * 0.7)]),
            8 => input.QuantileRank(0, 1, 1, 2, 5),
            9 => input.Impute(random.NextDouble()),
            10 => input.IsMissing(),
            11 => input + RandomNumber(random, depth - 1),
            12 => input - RandomNumber(random, depth - 1),
            13 => input * RandomNumber(random, depth - 1),
            14 => input / RandomNumber(random, depth - 1),
            15 => Text($"t{random.Next(TextCount)}").Ordinal(Categories[..3]),
            _ => Text($"t{random.Next(TextCount)}").EqualTo(Text($"t{random.Next(TextCount)}")),
        };
    }
}
