using System.Globalization;
using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>The labels of a classifier: integers, or texts as codes.</summary>
/// <param name="Type">int64 or text.</param>
/// <param name="Codes">The labels themselves, or the codes of texts.</param>
/// <param name="Names">The labels as text.</param>
internal sealed record OnnxLabels(ElementType Type, long[] Codes, string[] Names)
{
    /// <summary>The number of classes.</summary>
    public int Count => Codes.Length;

    /// <summary>Reads classlabels_strings, or else the integers.</summary>
    public static OnnxLabels Read(OnnxNodeContext context, string integers)
    {
        string[] texts = context.Texts("classlabels_strings");
        long[] numbers = context.Integers(integers);
        if (texts.Length + numbers.Length == 0)
        {
            throw GraphException.Attribute($"the classifier has neither classlabels_strings nor {integers}.");
        }

        return texts.Length > 0
            ? new OnnxLabels(ElementType.Text, [.. texts.Select(context.Builder.Texts.Code)], texts)
            : new OnnxLabels(ElementType.Int64, numbers, [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>Says what a classifier's outputs are.</summary>
    public static void Mark(OnnxNodeContext context, OnnxLabels labels, GraphValue label, GraphValue scores)
    {
        context.Scores.Mark(label, ScoreKind.Label);
        context.Scores.Name(label, labels.Names);
        context.Scores.Mark(scores, ScoreKind.Classes);
        context.Scores.Name(scores, labels.Names);
    }
}
