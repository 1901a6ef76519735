using Risk.Features.Definitions;
using Risk.Features.Evaluation;
using Risk.Features.Transforms;

namespace Risk.Features.Fitting;

/// <summary>Finds how each transform is fitted.</summary>
internal static class NodeFits
{
    /// <param name="node">A transform whose inputs are fitted.</param>
    /// <param name="lowering">Receives the operations that compute its input.</param>
    public static NodeFit Of(TransformNode node, Lowering lowering)
    {
        FeatureNode input = node.Inputs[0];
        return node.Transform switch
        {
            OneHotTransform => new CategoryFit(CategoryReaders.Of(input, lowering), Domain(input, lowering), CategoryFits.OneHot),
            OrdinalTransform => new CategoryFit(CategoryReaders.Of(input, lowering), Domain(input, lowering), CategoryFits.Ordinal),
            CategoryValueTransform transform => new CategoryFit(
                CategoryReaders.Of(input, lowering),
                Domain(input, lowering),
                ReferenceEquals(transform, CategoryValueTransform.TargetMean) ? CategoryFits.TargetMean : CategoryFits.Frequency),
            StandardizeTransform => new NumberFit(lowering.Number(input), NumberFits.Standardize),
            MinMaxTransform => new NumberFit(lowering.Number(input), NumberFits.MinMax),
            ClipTransform => new NumberFit(lowering.Number(input), NumberFits.Winsorize),
            BucketizeTransform => new NumberFit(lowering.Number(input), NumberFits.Bucketize),
            QuantileRankTransform => new NumberFit(lowering.Number(input), NumberFits.QuantileRank),
            ImputeTransform => new NumberFit(lowering.Number(input), NumberFits.Impute),
            _ => throw new InvalidOperationException($"{node.Transform.Name} has nothing to fit."),
        };
    }

    private static CategoryDomain Domain(FeatureNode input, Lowering lowering) => lowering.DomainOf(input)!;
}
