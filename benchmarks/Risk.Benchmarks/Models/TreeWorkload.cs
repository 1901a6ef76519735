using System.IO.Compression;
using Risk.Models.Trees;

namespace Risk.Benchmarks.Models;

/// <summary>A model of the benchmarks, its rows, and the twin that was written by hand.</summary>
internal sealed class TreeWorkload
{
    private const double Tolerance = 1e-6;

    private TreeWorkload(TreeEnsemble model)
    {
        Model = model;
        Naive = new NaiveTrees(model.Definition);
        Rows = TreeRows.Create(model.FeatureCount);
    }

    public TreeEnsemble Model { get; }

    public NaiveTrees Naive { get; }

    public float[] Rows { get; }

    /// <summary>Loads m100x31, m500x64, x100d6 or x500d6, or makes m1000x255; checks the model against the twin.</summary>
    public static TreeWorkload Create(string name)
    {
        TreeEnsemble model = name == "m1000x255"
            ? LargeEnsemble.Create()
            : (TreeEnsemble)RiskModel.Load(PathOf(name + (name[0] == 'm' ? ".txt.gz" : ".json.gz")));
        var workload = new TreeWorkload(model);
        workload.Check((row, output) => output[0] = workload.Naive.Predict(row), "the naive twin");
        workload.CheckBatch();
        return workload;
    }

    /// <summary>A file of the speed models, unpacked.</summary>
    public static byte[] Unpack(string file)
    {
        using var stream = new GZipStream(File.OpenRead(PathOf(file)), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    public ReadOnlySpan<float> Row(int index) =>
        Rows.AsSpan((index & (TreeRows.Count - 1)) * Model.FeatureCount, Model.FeatureCount);

    /// <summary>Throws when a peer gives another probability for a row.</summary>
    public void Check(PeerPrediction peer, string name, double tolerance = Tolerance)
    {
        float[] expected = [0];
        float[] actual = [0];
        for (int i = 0; i < TreeRows.Count; i++)
        {
            Model.Predict(Row(i), expected);
            peer(Row(i), actual);
            if (!(Math.Abs(expected[0] - actual[0]) <= tolerance))
                throw new InvalidOperationException($"Row {i}: {name} gives {actual[0]}, the model {expected[0]}.");
        }
    }

    private void CheckBatch()
    {
        float[] batch = new float[TreeRows.Count];
        Model.PredictBatch(Rows, batch);
        int next = 0;
        Check((_, output) => output[0] = batch[next++], "the batch");
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "data", "speed-models", file);
}
