using System.Globalization;
using Risk.Models.Formats;

namespace Risk.Models.Trees;

internal sealed partial class TreeEnsembleDefinition
{
    /// <summary>The most features a row may have: engines keep a feature's position in 16 bits.</summary>
    public const int MaximumFeatures = 65_535;

    /// <summary>The most margins and outputs.</summary>
    public const int MaximumMargins = 65_535;

    /// <summary>The deepest tree. Boosted trees of thousands of leaves stay below a hundred; explanations take memory by depth.</summary>
    public const int MaximumDepth = 4_096;

    /// <summary>
    /// Checks everything that engines rely on: arrays of equal length, children that form a tree, features, margins and bit sets in range, finite
    /// numbers. Reports to <paramref name="problems"/>; no engine may see a definition with problems.
    /// </summary>
    /// <param name="problems">Receives the problems, under their places in the file.</param>
    /// <param name="names">The format's names of fields.</param>
    public void Validate(FormatProblems problems, TreeFieldNames names)
    {
        if (FeatureCount is < 0 or > MaximumFeatures)
        {
            problems.Error("RM032", names.Trees, Text($"the model has {FeatureCount} features: at most {MaximumFeatures} are supported."));
        }

        if (MarginCount is < 1 or > MaximumMargins || OutputCount is < 1 or > MaximumMargins || BaseMargin.Length != MarginCount)
        {
            problems.Error("RM035", names.Trees, Text($"{MarginCount} margins, {OutputCount} outputs and {BaseMargin.Length} base margins make no model."));
            return;
        }

        for (int i = 0; i < BaseMargin.Length; i++)
        {
            if (!double.IsFinite(BaseMargin[i]))
            {
                problems.Error("RM015", names.Trees, Text($"the base margin of output {i} must be a finite number."));
            }
        }

        for (int i = 0; i < Trees.Length && !problems.Full; i++)
        {
            new TreeValidation(this, Trees[i], problems, names, names.PathOf(i)).Run();
        }
    }

    private static string Text(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
