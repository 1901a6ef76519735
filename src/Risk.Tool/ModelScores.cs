using Risk.Models;
using Risk.Models.Scorecards;

namespace Risk.Tool;

/// <summary>
/// The columns that scoring rows with a model gives: margins, then what the objective makes of them, for a scorecard its points, then texts:
/// the label, a scorecard's reasons.
/// </summary>
internal sealed class ModelScores
{
    private const int MaximumReasons = 4;

    private ModelScores(string[] columns, double[][] rows, string[] textColumns, string[][] texts) =>
        (Columns, Rows, TextColumns, Texts) = (columns, rows, textColumns, texts);

    /// <summary>The names of the numeric columns.</summary>
    public string[] Columns { get; }

    /// <summary>The values by row.</summary>
    public double[][] Rows { get; }

    /// <summary>The names of the columns of texts.</summary>
    public string[] TextColumns { get; }

    /// <summary>The texts by row; empty where there is none.</summary>
    public string[][] Texts { get; }

    /// <summary>Scores rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">A value per feature and row; categories of a scorecard as texts.</param>
    /// <param name="useDouble">Takes rows as float64.</param>
    public static ModelScores Of(IRiskModel model, RowsFile rows, bool useDouble)
    {
        var margins = model as IMarginModel;
        if (useDouble && margins is null)
        {
            throw new ToolException($"{model.Info.Kind} models from {model.Info.Format} take float rows only: use --precision float.");
        }

        var scorecard = model as Scorecard;
        string[] columns = [.. Names("margin", margins?.MarginCount ?? 0), .. OutputNames(model), .. scorecard is null ? [] : new[] { "score" }];
        bool isLabel = model.Info.Task == ModelTask.ClassLabel;
        double[] doubles = useDouble ? rows.Doubles(model.FeatureCount, scorecard is null ? null : (column, text) => scorecard.Encode(column, text)) : [];
        float[] singles = scorecard is not null && useDouble ? Array.ConvertAll(doubles, static value => (float)value)
            : useDouble ? []
            : rows.Floats(model.FeatureCount, scorecard is null ? null : scorecard.Encode);
        var scores = new double[rows.Rows.Count][];
        bool givesLabels = ModelLabels.AreGivenBy(model);
        var texts = new string[scores.Length][];
        double[] margin = new double[margins?.MarginCount ?? 0];
        double[] outputs = new double[model.OutputCount];
        float[] singleOutputs = new float[model.OutputCount];
        for (int row = 0; row < scores.Length; row++)
        {
            int start = row * model.FeatureCount;
            if (useDouble)
            {
                margins!.PredictMargin(doubles.AsSpan(start, model.FeatureCount), margin);
                margins.ApplyLink(margin, outputs);
            }
            else
            {
                ReadOnlySpan<float> features = singles.AsSpan(start, model.FeatureCount);
                margins?.PredictMargin(features, margin);
                model.Predict(features, singleOutputs);
                for (int i = 0; i < outputs.Length; i++)
                {
                    outputs[i] = singleOutputs[i];
                }
            }

            scores[row] = isLabel ? [.. margin] : [.. margin, .. outputs];
            texts[row] = [];
            if (scorecard is not null)
            {
                ReadOnlySpan<float> features = singles.AsSpan(start, model.FeatureCount);
                scores[row] = [.. scores[row], useDouble ? scorecard.Points(doubles.AsSpan(start, model.FeatureCount)) : scorecard.Points(features)];
                texts[row] = ReasonsOf(scorecard, features);
            }
            else if (givesLabels)
            {
                texts[row] = [ModelLabels.Predict(model, useDouble ? Array.ConvertAll(doubles[start..(start + model.FeatureCount)], static value => (float)value) : singles.AsSpan(start, model.FeatureCount)) ?? ""];
            }
        }

        string[] textColumns = scorecard is not null ? [.. Enumerable.Range(1, MaximumReasons).Select(static i => $"reason_{i}")] : givesLabels ? ["label"] : [];
        return new ModelScores(columns, scores, textColumns, texts);
    }

    private static string[] ReasonsOf(Scorecard scorecard, ReadOnlySpan<float> features)
    {
        var reasons = new Reason[MaximumReasons];
        int count = scorecard.RankReasons(features, reasons);
        return [.. Enumerable.Range(0, MaximumReasons).Select(i => i < count ? reasons[i].Code : "")];
    }

    private static IEnumerable<string> OutputNames(IRiskModel model) => model.Info.Task switch
    {
        ModelTask.ClassLabel => [],
        ModelTask.Regression => Names("output", model.OutputCount),
        _ => Names("probability", model.OutputCount),
    };

    private static IEnumerable<string> Names(string name, int count) => count == 1 ? [name] : Enumerable.Range(0, count).Select(i => $"{name}_{i}");
}
