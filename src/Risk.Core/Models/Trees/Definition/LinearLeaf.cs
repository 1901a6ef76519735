namespace Risk.Models.Trees;

/// <summary>
/// A leaf that is a linear model (LightGBM linear_tree): constant + Σ coefficient·x in file order; when any of its
/// features is NaN, the plain leaf value instead.
/// </summary>
/// <param name="Constant">The constant term.</param>
/// <param name="Features">Feature positions in file order.</param>
/// <param name="Coefficients">Coefficients in file order.</param>
internal sealed record LinearLeaf(double Constant, int[] Features, double[] Coefficients);
