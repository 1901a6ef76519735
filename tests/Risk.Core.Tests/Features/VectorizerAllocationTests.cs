using Risk.Events;
using Risk.Features;
using static Risk.Features.Feature;

namespace Risk.Core.Tests.Features;

public class VectorizerAllocationTests
{
    private static readonly EventSchema Schema = new(
    [
        .. Enumerable.Range(0, 40).Select(i => new AttributeDefinition($"n{i}", AttributeKind.Number)),
        new("t", AttributeKind.Text),
        new("u", AttributeKind.Text),
        new("at", AttributeKind.Timestamp),
    ]);

    [Theory]
    [InlineData(10)]
    [InlineData(600)]
    [InlineData(5000)]
    public void Transforming_allocates_nothing(int count)
    {
        FeaturePipeline pipeline = FeaturePipeline.Build(Schema, p =>
        {
            for (int i = 0; i < count; i++)
            {
                NumberExpression number = Number($"n{i % 40}");
                p.Add($"f{i}", (i % 4) switch { 0 => number.Log1p() * number, 1 => number.Bucketize(1, 2, i + 3), 2 => number.QuantileRank(0, 1, i + 2), _ => number });
            }

            p.Add("one", Text("t").OneHot("a", "b"));
            p.Add("hash", Cross(Text("t"), Text("u")).Hash(8));
            p.Add("hour", Timestamp("at").Hour());
            p.Add("similarity", Text("t").JaroWinkler(Text("u")));
        });
        foreach (bool useVectors in (bool[])[false, true])
        {
            var builder = new AttributeLayoutBuilder(Schema);
            FeatureVectorizer vectorizer = pipeline.Compile(builder, useVectors);
            AttributeLayout layout = builder.Build();
            AttributeRow[] rows = [Row(layout, 5), Row(layout, double.NaN), Row(layout, double.PositiveInfinity), .. Enumerable.Range(0, 30).Select(i => Row(layout, i))];
            float[] vectors = new float[rows.Length * vectorizer.FeatureCount];
            AllocationAssert.None(() => vectorizer.TransformBatch(rows, vectors));
        }
    }

    private static AttributeRow Row(AttributeLayout layout, double first)
    {
        AttributeRow row = layout.CreateRow();
        for (int i = 0; i < 40; i++)
        {
            row.SetNumber(i, i == 0 ? first : i);
        }

        row.SetText(40, "a");
        row.SetText(41, "ab");
        row.SetTimestamp(42, DateTimeOffset.UnixEpoch);
        return row;
    }
}
