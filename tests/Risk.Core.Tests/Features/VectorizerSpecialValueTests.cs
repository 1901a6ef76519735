using Risk.Core.Tests.Numerics;
using Risk.Events;
using Risk.Features;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

/// <summary>Every operation in groups of one to forty lanes, with every odd value in every lane: the vector code against the scalar law, bit for bit.</summary>
public class VectorizerSpecialValueTests
{
    private const int NumberCount = 48;
    private const int MostLanes = 40;
    private const string OneHot = "one_hot";

    private static readonly double[] Special =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, 2.2250738585072014e-308, 1e-45, 1.4e-45, 1e-40, 1.1754943508222875e-38,
        1, -1, -0.99999999999999989, -1.0000000000000002, Math.BitIncrement(1), 11.0 / 16, 1.375, 7, 9007199254740991, 9007199254740992, 9007199254740994,
        18014398509481982, 18014398509481984, 18014398509481988, float.MaxValue, 3.4028235677973366e+38, 3.4028235677973362e+38, -3.5e38,
        double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF), BitConverter.Int64BitsToDouble(0x7FF0_0000_0000_0001), BitConverter.Int64BitsToDouble(-1),
    ];

    private static readonly double[] Edges = [.. Enumerable.Range(0, 60).Select(i => (double)i)];

    private static readonly (string Name, Func<NumberExpression, NumberExpression, int, NumberExpression> Make)[] Operations =
    [
        ("identity", static (x, _, _) => x),
        ("log1p", static (x, _, _) => x.Log1p()),
        ("log", static (x, _, _) => x.Log()),
        ("signed_log", static (x, _, _) => x.SignedLog()),
        ("square_root", static (x, _, _) => x.SquareRoot()),
        ("standardize", static (x, _, i) => x.Standardize(i, 0.5 + i)),
        ("clip", static (x, _, i) => x.Clip(-i, i + 1)),
        ("impute", static (x, _, i) => x.Impute(i)),
        ("is_missing", static (x, _, _) => x.IsMissing()),
        ("sum", static (x, y, _) => x + y),
        ("difference", static (x, y, _) => x - y),
        ("product", static (x, y, _) => x * y),
        ("ratio", static (x, y, _) => x / y),
        ("impute log1p standardize clip", static (x, _, i) => x.Impute(i).Log1p().Standardize(1, 2).Clip(-1, 3)),
        .. ((int[])[1, 4, 10, 11, 16, 17, 26, 27, 32, 60]).Select(static count => (
            $"bucketize by {count}", (Func<NumberExpression, NumberExpression, int, NumberExpression>)((x, _, _) => x.Bucketize(Edges[..count])))),
        ("bucketize by different counts", static (x, _, i) => x.Bucketize(Edges[..(1 + (i * 7 % 60))])),
    ];

    public static TheoryData<string> Names => [.. Operations.Select(o => o.Name), OneHot];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_value_in_any_lane_gives_the_bits_and_flags_of_the_scalar_code(string name)
    {
        foreach (int lanes in (int[])[1, 8, 16, 19])
        {
            var compared = new Compared(PipelineOf(name, lanes, lane => lane), name);
            for (int lane = 0; lane < lanes; lane++)
            {
                foreach (double value in Special)
                {
                    compared.AssertSame(i => i == lane ? value : Usual(i));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Groups_of_one_to_forty_lanes_give_the_bits_and_flags_of_the_scalar_code(string name)
    {
        for (int lanes = 1; lanes <= MostLanes; lanes++)
        {
            // In the row's order, every third attribute, and backwards: read as they lie, through windows, one by one.
            foreach (Func<int, int> place in (Func<int, int>[])[lane => lane, lane => lane * 19 % NumberCount, lane => NumberCount - 1 - lane])
            {
                var compared = new Compared(PipelineOf(name, lanes, place), name);
                compared.AssertSame(Usual);
                compared.AssertSame(i => i % 5 == 2 ? double.NaN : Usual(i));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_value_in_any_event_of_a_batch_gives_the_bits_and_flags_of_the_scalar_code(string name)
    {
        const int Lanes = 19;
        FeaturePipeline pipeline = PipelineOf(name, Lanes, lane => lane * 19 % NumberCount);
        FeatureVectorizer scalar = Compile(pipeline, false, out AttributeRow scalarRow);
        FeatureVectorizer vectors = Compile(pipeline, true, out AttributeRow vectorRow);
        AttributeRow[] batch = [.. Enumerable.Range(0, 16).Select(_ => vectorRow.Layout.CreateRow())];
        float[] expected = new float[scalar.FeatureCount];
        float[] actual = new float[batch.Length * expected.Length];
        var flags = new DecisionFlags[batch.Length];
        for (int round = 0; round < Special.Length; round++)
        {
            // Every value meets every event, beside events that have none of them.
            for (int i = 0; i < batch.Length; i++)
            {
                Fill(batch[i], i, round);
            }

            vectors.TransformBatch(batch, actual, flags);
            for (int i = 0; i < batch.Length; i++)
            {
                Fill(scalarRow, i, round);
                Assert.Equal(scalar.Transform(scalarRow, expected), flags[i]);
                Ulp.AssertBitEqual(expected, actual.AsSpan(i * expected.Length, expected.Length), $"{name}, round {round}, event {i}");
            }
        }

        static void Fill(AttributeRow row, int index, int round)
        {
            for (int i = 0; i < NumberCount; i++)
            {
                row.SetNumber(i, i % 4 == 0 && (index + round) % 3 != 0 ? Special[(round + index + i) % Special.Length] : Usual(i + index));
            }
        }
    }

    [Fact]
    public void Every_count_of_edges_and_every_bucket_is_exact()
    {
        for (int count = 1; count <= 60; count++)
        {
            FeatureVectorizer vectorizer = Compile(
                FeaturePipeline.Build(Schema(), p => p.Add("b", Number("n0").Bucketize(Edges[..count])).Add("c", Number("n1").Bucketize(Edges[..count]))), true, out AttributeRow row);
            float[] features = new float[2];
            for (int bucket = 0; bucket <= count; bucket++)
            {
                row.SetNumber(0, bucket - 1);
                row.SetNumber(1, Math.BitDecrement(bucket));
                vectorizer.Transform(row, features);
                Assert.Equal([bucket, bucket], features);
            }
        }
    }

    [Fact]
    public void Odd_values_have_the_same_bits_on_every_machine() => InstructionSets.AssertSame(Bits);

    [Fact]
    public void A_batch_of_a_thousand_has_the_bits_of_single_events()
    {
        FeatureVectorizer vectorizer = Compile(PipelineOf("impute log1p standardize clip", 24, lane => lane), true, out AttributeRow first);
        var random = new Random(3);
        AttributeRow[] rows = [.. Enumerable.Range(0, 1000).Select(_ => first.Layout.CreateRow())];
        foreach (AttributeRow row in rows)
        {
            for (int i = 0; i < NumberCount; i++)
            {
                row.SetNumber(i, random.Next(9) == 0 ? Special[random.Next(Special.Length)] : random.NextDouble() * 100);
            }
        }

        float[] single = new float[vectorizer.FeatureCount];
        foreach (int count in (int[])[0, 1, 2, 15, 16, 17, 22, 23, 32, 1000])
        {
            float[] vectors = new float[count * single.Length];
            var flags = new DecisionFlags[count];
            vectorizer.TransformBatch(rows.AsSpan(0, count), vectors, flags);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(vectorizer.Transform(rows[i], single), flags[i]);
                Ulp.AssertBitEqual(single, vectors.AsSpan(i * single.Length, single.Length), $"row {i}");
            }
        }
    }

    private static string Bits()
    {
        var hash = new ResultHash();
        foreach (string name in Operations.Select(o => o.Name).Append(OneHot))
        {
            FeatureVectorizer vectorizer = Compile(PipelineOf(name, 11, lane => lane * 19 % NumberCount), true, out AttributeRow row);
            float[] features = new float[vectorizer.FeatureCount];
            for (int round = 0; round < Special.Length; round += 3)
            {
                for (int i = 0; i < NumberCount; i++)
                {
                    row.SetNumber(i, i % 4 == 0 ? Special[(round + i) % Special.Length] : Usual(i));
                }

                hash.Add([(double)vectorizer.Transform(row, features)]).Add(features);
            }
        }

        return hash.ToString();
    }

    private static double Usual(int place) => (place * 1.7) + 0.3;

    private static EventSchema Schema() => new([.. Enumerable.Range(0, NumberCount).Select(i => new AttributeDefinition($"n{i}", AttributeKind.Number))]);

    private static FeaturePipeline PipelineOf(string name, int lanes, Func<int, int> place)
    {
        Func<NumberExpression, NumberExpression, int, NumberExpression>? make = Operations.SingleOrDefault(o => o.Name == name).Make;
        return FeaturePipeline.Build(Schema(), p =>
        {
            for (int i = 0; i < lanes; i++)
            {
                if (make is null)
                {
                    p.Add($"f{i}", Number($"n{place(i)}").OneHot(i % 3));
                    continue;
                }

                p.Add($"f{i}", make(Number($"n{place(i)}"), Number($"n{(place(i) + 7) % NumberCount}"), i));
            }
        });
    }

    private static FeatureVectorizer Compile(FeaturePipeline pipeline, bool useVectors, out AttributeRow row)
    {
        var builder = new AttributeLayoutBuilder(pipeline.Schema);
        FeatureVectorizer vectorizer = pipeline.Compile(builder, useVectors);
        row = builder.Build().CreateRow();
        return vectorizer;
    }

    private sealed class Compared
    {
        private readonly string _name;
        private readonly FeatureVectorizer _scalar;
        private readonly FeatureVectorizer _vectors;
        private readonly AttributeRow _scalarRow;
        private readonly AttributeRow _vectorRow;

        public Compared(FeaturePipeline pipeline, string name)
        {
            _name = name;
            _scalar = Compile(pipeline, false, out _scalarRow);
            _vectors = Compile(pipeline, true, out _vectorRow);
        }

        public void AssertSame(Func<int, double> valueAt)
        {
            float[] expected = new float[_scalar.FeatureCount];
            float[] actual = new float[expected.Length];
            for (int i = 0; i < NumberCount; i++)
            {
                _scalarRow.SetNumber(i, valueAt(i));
                _vectorRow.SetNumber(i, valueAt(i));
            }

            Assert.Equal(_scalar.Transform(_scalarRow, expected), _vectors.Transform(_vectorRow, actual));
            Ulp.AssertBitEqual(expected, actual, $"{_name}, {expected.Length} lanes");

            // A missing feature is one and the same NaN, whatever the operand's was.
            Assert.DoesNotContain(actual, f => float.IsNaN(f) && BitConverter.SingleToInt32Bits(f) != BitConverter.SingleToInt32Bits(float.NaN));
        }
    }
}
