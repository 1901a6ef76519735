using System.CommandLine;
using System.Globalization;
using Risk.Models;
using Risk.Models.Calibration;
using Risk.Models.Scorecards;

namespace Risk.Tool.Commands;

/// <summary><c>risk model calibrate</c>: fits a calibration to rows and labels the model was not trained on.</summary>
internal static class ModelCalibrateCommand
{
    public static Command Create(ToolContext context)
    {
        Argument<string> model = Arguments.File("MODEL", "The model's file.");
        Option<string> input = Arguments.Required("--input", "Rows as CSV that the model was not trained on.");
        Option<string> labels = Arguments.Required("--labels", "CSV with a line per row: 1 for the bad outcome, 0 for the good one, and a weight where rows count differently.");
        Option<string> output = Arguments.Required("--output", "Where to write the calibration as JSON.");
        Option<string> method = new("--method") { Description = "platt, isotonic, beta or temperature.", DefaultValueFactory = static _ => "platt" };
        method.AcceptOnlyFromAmong("platt", "isotonic", "beta", "temperature");
        Option<bool> json = Arguments.Json();
        var command = new Command("calibrate", "Fits a calibration and tells how far log loss and Brier score fall on the same rows.") { model, input, labels, output, method, json };
        command.SetAction(parsed =>
        {
            IRiskModel loaded = RiskModel.Load(parsed.GetRequiredValue(model));
            RowsFile rows = ModelCommands.Rows(loaded, parsed.GetRequiredValue(input));
            (double[] margins, double[] probabilities) = Score(loaded, rows);
            (bool[] bad, double[] weights) = Labels(parsed.GetRequiredValue(labels), margins.Length);
            RiskCalibration calibration = Fit(parsed.GetRequiredValue(method), loaded is IMarginModel ? margins : null, probabilities, bad, weights);
            double[] calibrated = [.. margins.Select((margin, row) => calibration.Calibrate(margin, probabilities[row]))];
            using (FileStream file = File.Create(parsed.GetRequiredValue(output)))
            {
                calibration.Write(file);
            }

            Print(context, parsed.GetValue(json), calibration, bad, [.. Losses(probabilities, bad, weights), .. Losses(calibrated, bad, weights)]);
            return 0;
        });
        return command;
    }

    // As a scorer does: float32 rows, the link in double.
    private static (double[] Margins, double[] Probabilities) Score(IRiskModel model, RowsFile rows)
    {
        if (model.OutputCount != 1 || model.Info.Task != ModelTask.BinaryClassification)
        {
            throw new ToolException("a calibration is fitted to a model with one probability; this one gives something else.");
        }

        float[] features = rows.Floats(model.FeatureCount, model is Scorecard scorecard ? scorecard.Encode : null);
        double[] margins = new double[rows.Rows.Count];
        double[] probabilities = new double[margins.Length];
        float[] single = new float[1];
        for (int row = 0; row < margins.Length; row++)
        {
            ReadOnlySpan<float> values = features.AsSpan(row * model.FeatureCount, model.FeatureCount);
            if (model is IMarginModel withMargins)
            {
                withMargins.PredictMargin(values, margins.AsSpan(row, 1));
                withMargins.ApplyLink(margins.AsSpan(row, 1), probabilities.AsSpan(row, 1));
            }
            else
            {
                model.Predict(values, single);
                (margins[row], probabilities[row]) = (double.NaN, single[0]);
            }
        }

        return (margins, probabilities);
    }

    private static (bool[] Bad, double[] Weights) Labels(string path, int rows)
    {
        RowsFile file = RowsFile.Read(path);
        if (file.Rows.Count != rows)
        {
            throw new ToolException($"{path} has {file.Rows.Count} labels where the input has {rows} rows.");
        }

        double[] labels = file.Numbers(0);
        int wrong = Array.FindIndex(labels, static label => label is not (0 or 1));
        return wrong < 0
            ? (Array.ConvertAll(labels, static label => label == 1), file.Rows.Count > 0 && file.Rows[0].Length > 1 ? file.Numbers(1) : [])
            : throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"{path}: label {wrong + 1} is {labels[wrong]:R}; labels are 0 and 1."));
    }

    private static RiskCalibration Fit(string method, double[]? margins, double[] probabilities, bool[] bad, double[] weights)
    {
        try
        {
            return method switch
            {
                "isotonic" => IsotonicCalibration.Fit(probabilities, bad, weights),
                "beta" => BetaCalibration.Fit(probabilities, bad, weights),
                "temperature" => TemperatureCalibration.Fit(margins ?? throw new ToolException("temperature scaling needs a model with margins; use another method."), bad, weights),
                _ when margins is null => PlattCalibration.Fit(probabilities, bad, weights, CalibrationInput.Probability),
                _ => PlattCalibration.Fit(margins, bad, weights),
            };
        }
        catch (ArgumentException problem)
        {
            throw new ToolException(problem.Message);
        }
    }

    // Mean log loss, with probabilities kept 1e-15 away from 0 and 1, and mean squared error.
    private static double[] Losses(double[] probabilities, bool[] bad, double[] weights)
    {
        double total = 0;
        double log = 0;
        double square = 0;
        for (int row = 0; row < bad.Length; row++)
        {
            double weight = weights.Length == 0 ? 1 : weights[row];
            double right = bad[row] ? probabilities[row] : 1 - probabilities[row];
            total += weight;
            log -= weight * Math.Log(Math.Clamp(right, 1e-15, 1));
            square += weight * (1 - right) * (1 - right);
        }

        return [log / total, square / total];
    }

    private static void Print(ToolContext context, bool json, RiskCalibration calibration, bool[] bad, double[] losses)
    {
        int badCount = bad.Count(static label => label);
        if (!json)
        {
            context.Output.WriteLine(calibration);
            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{bad.Length} rows, {badCount} bad; log loss {losses[0]:F6} to {losses[2]:F6}, Brier score {losses[1]:F6} to {losses[3]:F6} on the rows it was fitted to"));
            return;
        }

        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("calibration", calibration.Kind);
            writer.WriteString("fingerprint", calibration.Fingerprint.ToString());
            writer.WriteNumber("rows", bad.Length);
            writer.WriteNumber("bad", badCount);
            writer.WriteNumber("logLossBefore", losses[0]);
            writer.WriteNumber("logLossAfter", losses[2]);
            writer.WriteNumber("brierBefore", losses[1]);
            writer.WriteNumber("brierAfter", losses[3]);
            writer.WriteEndObject();
        });
    }
}
