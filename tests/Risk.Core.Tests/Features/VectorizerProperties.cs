using Risk.Core.Tests.Numerics;
using Risk.Events;
using Risk.Features;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

/// <summary>The vector code against the scalar law, on random pipelines and rows with every kind of odd value.</summary>
public class VectorizerProperties
{
    private const int NumberCount = 40;
    private const int TextCount = 6;
    private const int KindCount = 19;

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
            AssertSame(pipeline, random.Next(), missing, odd, 20);
        }
    }

    [Fact]
    public void Every_length_of_every_operation_gives_the_bits_and_flags_of_the_scalar_code()
    {
        var random = new Random(7);
        for (int length = 1; length <= 256; length++)
        {
            // Each length sees some operations; every operation sees every length modulo sixteen several times.
            for (int kind = length % 5; kind < KindCount; kind += 5)
            {
                AssertSame(Features(length, kind, random), random.Next(), 0.1, 0.02, 3);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(5000)]
    public void Pipelines_of_any_size_fit_their_scratch_space(int length)
    {
        var random = new Random(length);
        AssertSame(Mixed(length, random), 1, 0.1, 0, 2);
        AssertSame(Mixed(length, random), 2, 0.1, 0.1, 1);
    }

    [Fact]
    public void Batches_give_the_bits_and_flags_of_single_events()
    {
        var random = new Random(11);
        FeatureVectorizer vectorizer = Mixed(60, random).Compile(out AttributeLayout layout);
        AttributeRow[] rows = [.. Enumerable.Range(0, 37).Select(i => RandomRow(layout, i, 0.1, i % 5 == 0 ? 0.1 : 0))];
        float[] vectors = new float[rows.Length * vectorizer.FeatureCount];
        var flags = new DecisionFlags[rows.Length];
        DecisionFlags all = vectorizer.TransformBatch(rows, vectors, flags);
        float[] single = new float[vectorizer.FeatureCount];
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(vectorizer.Transform(rows[i], single), flags[i]);
            Ulp.AssertBitEqual(single, vectors.AsSpan(i * single.Length, single.Length), $"row {i}");
        }

        Assert.Equal(flags.Aggregate((a, b) => a | b), all);
    }

    [Fact]
    public void Vectors_have_the_same_bits_on_every_machine() => InstructionSets.AssertSame(Bits);

    private static string Bits()
    {
        var hash = new ResultHash();
        var random = new Random(13);
        for (int i = 0; i < 12; i++)
        {
            FeatureVectorizer vectorizer = Compile(Mixed(40, random), useVectors: true, out AttributeLayout layout);
            float[] features = new float[vectorizer.FeatureCount];
            for (int j = 0; j < 4; j++)
            {
                hash.Add([(double)vectorizer.Transform(RandomRow(layout, j, 0.1, j == 0 ? 0.05 : 0), features)]).Add(features);
            }

            AttributeRow[] batch = [.. Enumerable.Range(0, 16).Select(j => RandomRow(layout, j, 0.1, j == 0 ? 0.05 : 0))];
            float[] vectors = new float[batch.Length * features.Length];
            var flags = new DecisionFlags[batch.Length];
            vectorizer.TransformBatch(batch, vectors, flags);
            hash.Add([.. flags.Select(f => (double)f)]).Add(vectors);
        }

        return hash.ToString();
    }

    private static void AssertSame(FeaturePipeline pipeline, int seed, double missing, double odd, int rows)
    {
        FeatureVectorizer scalar = Compile(pipeline, useVectors: false, out AttributeLayout scalarLayout);
        FeatureVectorizer vector = Compile(pipeline, useVectors: true, out AttributeLayout vectorLayout);
        float[] expected = new float[pipeline.FeatureCount];
        float[] actual = new float[pipeline.FeatureCount];
        for (int i = 0; i < rows; i++)
        {
            // The last row has nothing odd, so that the vector code finishes it.
            double oddHere = i == rows - 1 ? 0 : odd;
            DecisionFlags expectedFlags = scalar.Transform(RandomRow(scalarLayout, seed + i, missing, oddHere), expected);
            DecisionFlags actualFlags = vector.Transform(RandomRow(vectorLayout, seed + i, missing, oddHere), actual);
            if (expectedFlags != actualFlags || !expected.AsSpan().SequenceEqual(actual))
            {
                Ulp.AssertBitEqual(expected, actual, $"seed {seed}, row {i}: {pipeline.ToJson()}");
                Assert.Equal(expectedFlags, actualFlags);
            }
        }

        AssertBatchSame(pipeline, seed, missing, odd);
    }

    // One tile of columns, one that overlaps it, one event that is left over.
    private static void AssertBatchSame(FeaturePipeline pipeline, int seed, double missing, double odd)
    {
        FeatureVectorizer scalar = Compile(pipeline, useVectors: false, out AttributeLayout scalarLayout);
        FeatureVectorizer vector = Compile(pipeline, useVectors: true, out AttributeLayout vectorLayout);
        float[] expected = new float[pipeline.FeatureCount];
        int rows = new[] { 16, 29, 33 }[(seed & int.MaxValue) % 3];
        AttributeRow[] batch = [.. Enumerable.Range(0, rows).Select(i => RandomRow(vectorLayout, seed + i, missing, i % 3 == 0 ? odd : 0))];
        float[] vectors = new float[rows * expected.Length];
        var flags = new DecisionFlags[rows];
        Array.Fill(vectors, float.NegativeInfinity);
        Array.Fill(flags, (DecisionFlags)(-1));
        vector.TransformBatch(batch, vectors, flags);
        for (int i = 0; i < rows; i++)
        {
            DecisionFlags expectedFlags = scalar.Transform(RandomRow(scalarLayout, seed + i, missing, i % 3 == 0 ? odd : 0), expected);
            ReadOnlySpan<float> actual = vectors.AsSpan(i * expected.Length, expected.Length);
            if (expectedFlags != flags[i] || !expected.AsSpan().SequenceEqual(actual))
            {
                Ulp.AssertBitEqual(expected, actual, $"seed {seed}, row {i} of {rows}: {pipeline.ToJson()}");
                Assert.Equal(expectedFlags, flags[i]);
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

    private static FeaturePipeline RandomPipeline(Random random) => Mixed(random.Next(1, 70), random);

    private static FeaturePipeline Mixed(int count, Random random) => FeaturePipeline.Build(Schema, p =>
    {
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

    // So many features of one kind, reading attributes in order or in disorder.
    private static FeaturePipeline Features(int count, int kind, Random random)
    {
        bool inOrder = random.Next(2) == 0;
        return FeaturePipeline.Build(Schema, p =>
        {
            for (int i = 0; i < count; i++)
            {
                NumberExpression input = Number($"n{(inOrder ? i % NumberCount : random.Next(NumberCount))}");
                p.Add($"f{i}", Transformed(input, kind, random, () => Number($"n{random.Next(NumberCount)}")));
            }
        });
    }

    private static NumberExpression RandomNumber(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return random.Next(12) == 0 ? Constant(random.NextDouble() * 4) : Number($"n{random.Next(NumberCount)}");
        }

        return Transformed(RandomNumber(random, depth - 1), random.Next(KindCount), random, () => RandomNumber(random, depth - 1));
    }

    private static NumberExpression Transformed(NumberExpression input, int kind, Random random, Func<NumberExpression> other) => kind switch
    {
        0 => input.Log1p(),
        1 => input.Log(),
        2 => input.SignedLog(),
        3 => input.SquareRoot(),
        4 => input.Standardize(random.NextDouble() * 5, 0.1 + random.NextDouble()),
        5 => input.MinMax(-1, 2 + random.NextDouble()),
        6 => input.Clip(random.NextDouble(), 1 + (random.NextDouble() * 9)),
        7 => input.Bucketize([.. Enumerable.Range(1, random.Next(1, 40)).Select(e => e * 0.7)]),
        8 => input.QuantileRank(0, 1, 1, 2, 5),
        9 => input.Impute(random.NextDouble()),
        10 => input.IsMissing(),
        11 => input + other(),
        12 => input - other(),
        13 => input * other(),
        14 => input / other(),
        15 => Text($"t{random.Next(TextCount)}").Ordinal(Categories[..3]),
        16 => Text($"t{random.Next(TextCount)}").EqualTo(Text($"t{random.Next(TextCount)}")),
        17 => input,
        _ => 2 - (input * 3),
    };
}
