using Risk.Models;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Trees;

/// <summary>Which engine is chosen, and what is said about it.</summary>
public class TreeEngineChoiceTests
{
    [Fact]
    public void Shallow_trees_are_selected_level_by_level_where_the_machine_can()
    {
        RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, 3, trees: 300, leaves: 32, features: 40, leafwise: false);

        ModelInfo info = new TreeEnsemble(random.Definition).Info;

        Assert.Contains(info.Engine, LevelSelect.IsSupported ? ["level-select"] : (string[])["interleaved", "dense-masks"]);
        Assert.Matches("^about [0-9]+ cycles a row", info.EngineReason);
    }

    [Fact]
    public void Few_leaves_and_trees_get_dense_masks()
    {
        RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, 4, trees: 60, leaves: 31, features: 12, leafwise: true);

        ModelInfo info = new TreeEnsemble(random.Definition, new TreeEngineOptions { MaximumMaskBytes = 16 << 20 }).Info;

        Assert.Equal("dense-masks", info.Engine);
        Assert.True(info.MemoryBytes > 0);
    }

    [Fact]
    public void Without_room_for_masks_another_engine_is_chosen_and_says_so()
    {
        RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, 4, trees: 60, leaves: 31, features: 12, leafwise: true);

        ModelInfo info = new TreeEnsemble(random.Definition, new TreeEngineOptions { MaximumMaskBytes = 0 }).Info;

        Assert.Contains(info.Engine, (string[])["level-walk", "interleaved"]);
        Assert.Contains("no dense-masks: the table would take more than 0 bytes", info.EngineReason);
    }

    [Fact]
    public void Large_trees_with_many_thresholds_are_walked_interleaved()
    {
        RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, 5, trees: 40, leaves: 2_000, features: 600, leafwise: true);

        Assert.Equal("interleaved", new TreeEnsemble(random.Definition).Info.Engine);
    }

    [Fact]
    public void A_chain_of_the_greatest_depth_is_walked_by_the_interleaved_engines()
    {
        const int Depth = TreeEnsembleDefinition.MaximumDepth;
        RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, 6, trees: 3, leaves: 4, features: 2, leafwise: true);
        TreeDefinition chain = Chain(Depth);
        var definition = new TreeEnsembleDefinition
        {
            Trees = [chain, .. random.Definition.Trees],
            FeatureCount = 2,
            BaseMargin = [0.5],
            Arithmetic = TreeArithmetic.Double,
            Info = random.Definition.Info,
        };
        var reference = new TreeEnsemble(definition, new TreeEngineOptions { Engine = "reference" });
        foreach (string engine in (string[])["interleaved", "wide"])
        {
            var ensemble = new TreeEnsemble(definition, new TreeEngineOptions { Engine = engine });
            foreach (float value in (float[])[-1, 0, 1, Depth / 2, Depth - 1, Depth, float.NaN])
            {
                double[] expected = [0];
                double[] actual = [1];
                reference.PredictMargin([value, 0.25f], expected);
                ensemble.PredictMargin([value, 0.25f], actual);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void An_unknown_engine_is_refused_with_the_names_of_all()
    {
        RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, 7, trees: 2, leaves: 4, features: 2, leafwise: true);

        var refusal = Assert.Throws<RiskFormatException>(() => new TreeEnsemble(random.Definition, new TreeEngineOptions { Engine = "quick" }));

        Assert.Equal("RM090", refusal.Diagnostics[0].Code);
        Assert.Contains("interleaved", refusal.Diagnostics[0].Suggestion);
    }

    // x <= i goes left to leaf i, else one node further down.
    private static TreeDefinition Chain(int depth) => new()
    {
        Feature = new int[depth],
        Threshold = [.. Enumerable.Range(0, depth).Select(static i => (double)i)],
        Kind = new SplitKind[depth],
        Missing = new MissingKind[depth],
        DefaultLeft = new bool[depth],
        Left = [.. Enumerable.Range(0, depth).Select(static i => ~i)],
        Right = [.. Enumerable.Range(0, depth).Select(i => i == depth - 1 ? ~depth : i + 1)],
        CategoryStart = new int[depth],
        CategoryLength = new int[depth],
        LeafValue = [.. Enumerable.Range(0, depth + 1).Select(static i => i / 3.0)],
    };
}
