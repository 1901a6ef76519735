using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Trees;

/// <summary>Every engine gives the reference's bits on random ensembles of every kind.</summary>
public class TreeEngineProperties
{
    private static readonly int Seeds = Environment.GetEnvironmentVariable("RISK_LONG_TESTS") == "1" ? 3_000 : 40;

    public static TheoryData<string, string> EnginesAndStyles()
    {
        var data = new TheoryData<string, string>();
        foreach (string engine in TreeEngineFactory.Names)
        {
            foreach (EnsembleStyle style in Enum.GetValues<EnsembleStyle>())
            {
                data.Add(engine, style.ToString());
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EnginesAndStyles))]
    public void An_engine_gives_the_bits_of_the_reference(string engine, string style)
    {
        int ran = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            RandomEnsemble random = RandomEnsemble.Create(Enum.Parse<EnsembleStyle>(style), seed);
            if (EngineAssert.TryCreate(random.Definition, engine) is not { } ensemble)
                continue;

            ran++;
            EngineAssert.SameBits(random, ensemble, rows: 70, $"{engine}, {style}, seed {seed}");
        }

        Assert.True(ran > 0 || EngineAssert.MayRefuseAll(engine), $"{engine} ran none of {Seeds} ensembles of style {style}.");
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("XGBoost")]
    [InlineData("OnnxSingle")]
    [InlineData("OnnxDouble")]
    [InlineData("Plain")]
    public void The_chosen_engine_gives_the_bits_of_the_reference(string style)
    {
        for (int seed = 1_000; seed < 1_000 + Seeds; seed++)
        {
            RandomEnsemble random = RandomEnsemble.Create(Enum.Parse<EnsembleStyle>(style), seed);
            EngineAssert.SameBits(random, new TreeEnsemble(random.Definition), rows: 40, $"{style}, seed {seed}");
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void Masks_of_any_number_of_vectors_give_the_bits_of_the_reference(int leaves)
    {
        // Rows of 1 to 17 vectors of 64 bytes: every rest that a group of eight leaves.
        int treesPerVector = 512 / leaves;
        for (int vectors = 1; vectors < 18; vectors++)
        {
            RandomEnsemble random = RandomEnsemble.Create(EnsembleStyle.Plain, vectors, trees: (vectors * treesPerVector) - 1, leaves, features: 6, leafwise: true);
            TreeEnsemble? ensemble = EngineAssert.TryCreate(random.Definition, DenseMasks.EngineName);
            Assert.NotNull(ensemble);
            EngineAssert.SameBits(random, ensemble, rows: 20, $"{leaves} leaves, {vectors} vectors");
        }
    }
}
