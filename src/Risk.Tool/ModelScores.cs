using Risk.Models;

namespace Risk.Tool;

/// <summary>The columns that scoring rows with a model gives: margins, then what the objective makes of them, then labels.</summary>
internal sealed class ModelScores
{
    private ModelScores(string[] columns, double[][] rows, string?[]? labels) => (Columns, Rows, Labels) = (columns, rows, labels);

    /// <summary>The names of the numeric columns.</summary>
    public string[] Columns { get; }

    /// <summary>The values by row.</summary>
    public double[][] Rows { get; }

    /// <summary>The label of each row; null when the model has none.</summary>
    public string?[]? Labels { get; }

    public static ModelScores Of(IRiskModel model, RowsFile rows, bool useDouble)
    {
        var margins = model as IMarginModel;
        if (useDouble && margins is null)
        {
            throw new ToolException($"{model.Info.Kind} models from {model.Info.Format} take float rows only: use --precision float.");
        }

        string[] columns = [.. Names("margin", margins?.MarginCount ?? 0), .. OutputNames(model)];
        bool isLabel = model.Info.Task == ModelTask.ClassLabel;
        float[] singles = useDouble ? [] : rows.Floats(model.FeatureCount);
        double[] doubles = useDouble ? rows.Doubles(model.FeatureCount) : [];
        var scores = new double[rows.Rows.Count][];
        string?[]? labels = ModelLabels.AreGivenBy(model) ? new string?[scores.Length] : null;
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
            if (labels is not null)
            {
                labels[row] = ModelLabels.Predict(model, useDouble ? Array.ConvertAll(doubles[start..(start + model.FeatureCount)], static value => (float)value) : singles.AsSpan(start, model.FeatureCount));
            }
        }

        return new ModelScores(columns, scores, labels);
    }

    private static IEnumerable<string> OutputNames(IRiskModel model) => model.Info.Task switch
    {
        ModelTask.ClassLabel => [],
        ModelTask.Regression => Names("output", model.OutputCount),
        _ => Names("probability", model.OutputCount),
    };

    private static IEnumerable<string> Names(string name, int count) => count == 1 ? [name] : Enumerable.Range(0, count).Select(i => $"{name}_{i}");
}
