using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>
/// All products of the inputs up to a degree, without the constant: for a and b in degree 2 they are a, b, a², ab, b²,
/// the order that scikit-learn's PolynomialFeatures has.
/// </summary>
internal sealed class PolynomialTransform : VectorTransform
{
    public const int Degree = 0;

    public override string Name => "polynomial";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override int MaximumInputs => 16;

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
        [new("degree", ParameterKind.Integer) { Default = 2, Minimum = 2, Maximum = 6 }];

    public override void Validate(TransformNode node, NodeProblems problems)
    {
        long count = 1;
        for (int i = 1; i <= node.Integer(Degree); i++)
        {
            count = count * (node.Inputs.Count + i) / i;
        }

        if (count - 1 > 1024)
        {
            problems.Report(FeatureCodes.TooLarge, Degree, $"The polynomial has {count - 1} terms; at most 1024 are allowed.", "Lower the degree, or split the inputs.");
        }
    }

    public override IReadOnlyList<string> FeatureNames(string name, TransformNode node) =>
        [.. Monomials(node).Select(m => $"{name}_{string.Join('_', m)}")];

    public override void Lower(TransformNode node, Lowering lowering)
    {
        int[] inputs = [.. node.Inputs.Select(lowering.Number)];
        foreach (int[] monomial in Monomials(node))
        {
            int slot = inputs[monomial[0]];
            foreach (int factor in monomial.AsSpan(1))
            {
                slot = lowering.Add(new NumberStep(NumberOperation.Product, slot, inputs[factor]));
            }

            lowering.AddFeature(slot);
        }
    }

    // Each monomial is a non-descending list of inputs, such as 0, 0, 1 for a²b.
    private static List<int[]> Monomials(TransformNode node)
    {
        List<int[]> all = [];
        List<int[]> last = [[]];
        for (int degree = 1; degree <= node.Integer(Degree); degree++)
        {
            List<int[]> next = [];
            foreach (int[] monomial in last)
            {
                for (int input = monomial.Length == 0 ? 0 : monomial[^1]; input < node.Inputs.Count; input++)
                {
                    next.Add([.. monomial, input]);
                }
            }

            all.AddRange(next);
            last = next;
        }

        return all;
    }
}
