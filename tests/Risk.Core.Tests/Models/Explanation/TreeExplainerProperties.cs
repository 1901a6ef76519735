using FsCheck.Xunit;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Explanation;

public class TreeExplainerProperties
{
    private const double SumTolerance = 1e-12;

    [Property(MaxTest = 500)]
    public void Contributions_are_the_Shapley_values_of_the_definition(int seed)
    {
        Random random = new(seed);
        TreeEnsembleDefinition definition = RandomTrees.Ensemble(random);
        TreeEnsemble model = new(definition);
        float[] row = RandomTrees.Row(random);
        double[] contributions = new double[RandomTrees.FeatureCount];
        for (int margin = 0; margin < definition.MarginCount; margin++)
        {
            double bias = model.Explain(row, margin, contributions);
            double[] expected = ShapleyTwin.Explain(definition, row, margin, out double expectedBias);
            Tolerance.AssertWithin(expectedBias, bias, SumTolerance, "base");
            Tolerance.AssertWithin(expected, contributions, SumTolerance, "contributions");
        }
    }

    [Property(MaxTest = 500)]
    public void Base_and_contributions_add_up_to_the_margin(int seed)
    {
        Random random = new(seed);
        TreeEnsembleDefinition definition = RandomTrees.Ensemble(random);
        TreeEnsemble model = new(definition);
        float[] row = RandomTrees.Row(random);
        double[] margins = new double[definition.MarginCount];
        double[] contributions = new double[RandomTrees.FeatureCount];
        model.PredictMargin(row, margins);
        for (int margin = 0; margin < margins.Length; margin++)
        {
            double bias = model.Explain(row, margin, contributions);
            Tolerance.AssertWithin(margins[margin], bias + contributions.Sum(), SumTolerance, "sum");
        }
    }

    [Property(MaxTest = 200)]
    public void A_float64_row_is_explained_like_its_float32_twin(int seed)
    {
        Random random = new(seed);
        TreeEnsemble model = new(RandomTrees.Ensemble(random));
        float[] row = RandomTrees.Row(random);
        double[] single = new double[RandomTrees.FeatureCount];
        double[] wide = new double[RandomTrees.FeatureCount];
        Ulp.AssertBitEqual(model.Explain(row, 0, single), model.Explain(Array.ConvertAll(row, value => (double)value), 0, wide));
        Ulp.AssertBitEqual(single, wide);
    }
}
