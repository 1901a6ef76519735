using Risk.Events;
using Risk.Features;

namespace Risk.Benchmarks.Features;

/// <summary>A pipeline of a mix, distinct rows for it, and the parameters for whoever computes the same by hand.</summary>
internal sealed class FeatureWorkload
{
    public const int RowCount = 2048;

    private static readonly string[] Categories = ["visa", "mastercard", "amex", "discover"];

    private readonly AttributeRow _live;
    private int _next;

    /// <param name="mix">What is computed.</param>
    /// <param name="isShuffled">Whether neighbours are of different kinds and read attributes from all over the row, as in pipelines that grew.</param>
    public FeatureWorkload(FeatureMix mix, bool isShuffled)
    {
        Mix = mix;
        var random = new Random(20250526);
        Means = Fill(mix.Numbers, () => random.NextDouble() * 10);
        Deviations = Fill(mix.Numbers, () => 0.5 + (random.NextDouble() * 5));
        Scales = Array.ConvertAll(Deviations, d => 1 / d);
        Edges = [.. Enumerable.Range(0, mix.Numbers).Select(_ => Fill(FeatureMix.Edges, () => random.NextDouble() * 100).Order().ToArray())];
        AttributeDefinition[] attributes =
        [
            .. Enumerable.Range(0, mix.Numbers).Select(i => new AttributeDefinition($"n{i}", AttributeKind.Number)),
            .. Enumerable.Range(0, mix.OneHot).Select(i => new AttributeDefinition($"t{i}", AttributeKind.Text)),
        ];
        Action<FeaturePipelineBuilder>[] features = [.. FeaturesOf()];
        if (isShuffled)
        {
            random.Shuffle(attributes);
            random.Shuffle(features);
        }

        var schema = new EventSchema(attributes);
        Pipeline = FeaturePipeline.Build(schema, builder =>
        {
            foreach (Action<FeaturePipelineBuilder> add in features)
            {
                add(builder);
            }
        });
        var layout = new AttributeLayoutBuilder(schema);
        Vectorizer = Pipeline.Compile(layout);
        Scalar = Pipeline.Compile(layout, useVectors: false);
        AttributeLayout built = layout.Build();
        Codes = [.. Enumerable.Range(0, mix.OneHot).Select(i => Array.ConvertAll(Categories, c => CodeOf(built, schema.IndexOf($"t{i}"), c)))];
        _live = built.CreateRow();
        Rows = [.. Enumerable.Range(0, RowCount).Select(_ => RowOf(built, random))];
    }

    public FeatureMix Mix { get; }

    public FeaturePipeline Pipeline { get; }

    public FeatureVectorizer Vectorizer { get; }

    /// <summary>The same pipeline by the library's scalar code.</summary>
    public FeatureVectorizer Scalar { get; }

    public AttributeRow[] Rows { get; }

    /// <summary>Fills a row with the values of the next of <see cref="Rows"/>, as a reader would just before.</summary>
    public AttributeRow Next()
    {
        AttributeRow next = Rows[_next++ & (RowCount - 1)];
        next.Numbers.CopyTo(_live.Numbers.AsSpan());
        next.Codes.CopyTo(_live.Codes.AsSpan());
        return _live;
    }

    /// <summary>The next of <see cref="Rows"/> as it lies in memory.</summary>
    public AttributeRow NextPrepared() => Rows[_next++ & (RowCount - 1)];

    /// <summary>By number attribute.</summary>
    public double[] Means { get; }

    public double[] Deviations { get; }

    public double[] Scales { get; }

    public double[][] Edges { get; }

    /// <summary>By text attribute, the row's codes of its categories.</summary>
    public int[][] Codes { get; }

    private static double[] Fill(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static int CodeOf(AttributeLayout layout, int position, string category)
    {
        AttributeRow row = layout.CreateRow();
        row.SetText(position, category);
        return row.GetCode(position);
    }

    private IEnumerable<Action<FeaturePipelineBuilder>> FeaturesOf()
    {
        int[] ends = [Mix.Standardize, Mix.Standardize + Mix.Log, Mix.Standardize + Mix.Log + Mix.Bucketize, Mix.Numbers - Mix.Impute, Mix.Numbers];
        for (int i = 0; i < Mix.Numbers; i++)
        {
            string name = $"n{i}";
            NumberExpression number = Feature.Number(name);
            NumberExpression feature = Array.FindIndex(ends, end => i < end) switch
            {
                0 => number.Standardize(Means[i], Deviations[i]),
                1 => number.Log1p(),
                2 => number.Bucketize(Edges[i]),
                3 => number,
                _ => number.Impute(Means[i]),
            };
            yield return builder => builder.Add(name, feature);
        }

        for (int i = 0; i < Mix.OneHot; i++)
        {
            string name = $"t{i}";
            yield return builder => builder.Add(name, Feature.Text(name).OneHot(Categories));
        }
    }

    private AttributeRow RowOf(AttributeLayout layout, Random random)
    {
        AttributeRow row = layout.CreateRow();
        for (int i = 0; i < Mix.Numbers; i++)
        {
            // Only what is imputed may be missing, so that rows don't differ in what is asked of the flags.
            bool isMissing = i >= Mix.Numbers - Mix.Impute && random.Next(4) == 0;
            row.SetNumber(layout.Columns.IndexOf($"n{i}"), isMissing ? double.NaN : Math.Exp((random.NextDouble() * 7) - 2) - 0.1);
        }

        for (int i = 0; i < Mix.OneHot; i++)
        {
            row.SetText(layout.Columns.IndexOf($"t{i}"), Categories[random.Next(Categories.Length)]);
        }

        return row;
    }
}
