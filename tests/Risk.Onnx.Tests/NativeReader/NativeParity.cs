using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Risk.Models;

namespace Risk.Onnx.Tests.NativeReader;

/// <summary>Scores the same file with Risk.Core's own reader and with ONNX Runtime, and compares every output and label.</summary>
internal static class NativeParity
{
    /// <summary>Relative to the larger magnitude, but at least absolute.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>For PROBIT: ONNX Runtime takes logarithms and roots of differences in float32, which the native reader takes in float64.</summary>
    public const double ProbitTolerance = 2e-5;

    /// <summary>Asserts that both give the same for every row.</summary>
    /// <returns>The natively loaded model.</returns>
    public static IRiskModel Check(OnnxFile file, float[][] rows, params int[] widths) => Check(file, rows, Tolerance, widths);

    /// <summary>Asserts that both give the same for every row, within a tolerance.</summary>
    /// <returns>The natively loaded model.</returns>
    public static IRiskModel Check(OnnxFile file, float[][] rows, double tolerance, params int[] widths)
    {
        byte[] bytes = file.ToBytes();
        Results expected = Run(bytes, rows, widths);
        IRiskModel model = RiskModel.Load(bytes, "test.onnx");
        Assert.Equal(rows[0].Length, model.FeatureCount);
        CheckRuntime(bytes, model, expected, rows);
        float[] outputs = new float[model.OutputCount];
        int columns = expected.Scores.Sum(score => score.Length / rows.Length);
        bool second = model.OutputCount == 1 && columns == 2 && model.Info.Task == ModelTask.BinaryClassification;
        for (int row = 0; row < rows.Length; row++)
        {
            model.Predict(rows[row], outputs);
            float[] wanted = [.. expected.Scores.SelectMany(score => Row(score, row, rows.Length))];
            if (wanted.Length == 0)
            {
                wanted = [float.Parse(expected.Labels![row], CultureInfo.InvariantCulture)];
            }

            wanted = second ? [wanted[1]] : wanted;
            Assert.Equal(wanted.Length, outputs.Length);
            for (int i = 0; i < wanted.Length; i++)
            {
                AssertClose(wanted[i], outputs[i], tolerance, string.Create(CultureInfo.InvariantCulture, $"output {i} of row {row}: {string.Join(' ', rows[row])}"));
            }

            if (expected.Labels is not null)
            {
                Assert.Equal(expected.Labels[row], ModelLabels.Predict(model, rows[row]));
            }
        }

        return model;
    }

    /// <summary>Asserts that <see cref="OnnxModel"/> lays rows and outputs as the native reader does and gives what the session gives.</summary>
    private static void CheckRuntime(byte[] bytes, IRiskModel native, Results expected, float[][] rows)
    {
        using OnnxModel model = OnnxModel.Load(bytes, "test.onnx");
        Assert.Equal(native.FeatureCount, model.FeatureCount);
        Assert.Equal(native.OutputCount, model.OutputCount);
        Assert.Equal(native.Info.Task, model.Info.Task);
        Assert.Equal(native.Info.Labels, model.Info.Labels);
        Assert.Equal(native.Info.FeatureNames, model.Info.FeatureNames);
        float[] outputs = new float[model.OutputCount];
        for (int row = 0; row < rows.Length; row++)
        {
            model.Predict(rows[row], outputs);
            float[] wanted = [.. expected.Scores.SelectMany(score => Row(score, row, rows.Length))];
            if (wanted.Length == outputs.Length)
            {
                for (int i = 0; i < wanted.Length; i++)
                {
                    AssertClose(wanted[i], outputs[i], Tolerance, string.Create(CultureInfo.InvariantCulture, $"ONNX Runtime's output {i} of row {row}"));
                }
            }

            if (model.GivesLabels && expected.Labels is not null)
            {
                Assert.Equal(expected.Labels[row], model.PredictLabel(rows[row]));
            }
        }
    }

    /// <summary>Whether ONNX Runtime takes the file, for files that the native reader refuses.</summary>
    public static string? Refusal(OnnxFile file)
    {
        try
        {
            using SessionOptions options = Options();
            using var session = new InferenceSession(file.ToBytes(), options);
            return null;
        }
        catch (OnnxRuntimeException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Rows of normal numbers, some rounded to quarters so that thresholds are met, some NaN when asked for.</summary>
    public static float[][] Rows(int seed, int count, int width, bool withNaN = false)
    {
        Random random = new(seed);
        float[][] rows = new float[count][];
        for (int row = 0; row < count; row++)
        {
            rows[row] = new float[width];
            for (int i = 0; i < width; i++)
            {
                double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                float value = random.Next(3) == 0 ? MathF.Round((float)normal * 4) / 4 : (float)normal;
                rows[row][i] = withNaN && random.Next(6) == 0 ? float.NaN : value;
            }
        }

        return rows;
    }

    private static void AssertClose(float expected, float actual, double tolerance, string what)
    {
        double scale = Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));
        TestKit.Tolerance.AssertWithin(expected, actual, double.IsFinite(scale) ? tolerance * scale : 0, what);
    }

    private static IEnumerable<float> Row(float[] values, int row, int rows) => values.Skip(row * (values.Length / rows)).Take(values.Length / rows);

    private static Results Run(byte[] bytes, float[][] rows, int[] widths)
    {
        using SessionOptions options = Options();
        using var session = new InferenceSession(bytes, options);
        widths = widths.Length == 0 ? [rows[0].Length] : widths;
        List<OrtValue> inputs = [];
        int start = 0;
        foreach (int width in widths)
        {
            int first = start;
            float[] values = [.. rows.SelectMany(row => row.Skip(first).Take(width))];
            string name = session.InputNames[inputs.Count];
            inputs.Add(Tensor(values, session.InputMetadata[name].ElementType, [rows.Length, width]));
            start += width;
        }

        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, session.InputNames, inputs, session.OutputNames);
        Results results = new();
        foreach (OrtValue output in outputs)
        {
            Read(output, results, rows.Length);
        }

        inputs.ForEach(input => input.Dispose());
        return results;
    }

    private static OrtValue Tensor(float[] values, Type type, long[] shape) =>
        type == typeof(double) ? OrtValue.CreateTensorValueFromMemory(values.Select(value => (double)value).ToArray(), shape)
        : type == typeof(long) ? OrtValue.CreateTensorValueFromMemory(values.Select(value => (long)value).ToArray(), shape)
        : OrtValue.CreateTensorValueFromMemory(values, shape);

    private static void Read(OrtValue output, Results results, int rows)
    {
        OrtTensorTypeAndShapeInfo info = output.GetTensorTypeAndShape();
        switch (info.ElementDataType)
        {
            case Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float:
                results.Scores.Add(output.GetTensorDataAsSpan<float>().ToArray());
                break;
            case Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double:
                results.Scores.Add([.. output.GetTensorDataAsSpan<double>().ToArray().Select(value => (float)value)]);
                break;
            case Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Bool:
                results.Scores.Add([.. output.GetTensorDataAsSpan<bool>().ToArray().Select(value => value ? 1f : 0f)]);
                break;
            case Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64 when info.ElementCount == rows:
                results.Labels = [.. output.GetTensorDataAsSpan<long>().ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture))];
                break;
            case Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64:
                results.Scores.Add([.. output.GetTensorDataAsSpan<long>().ToArray().Select(value => (float)value)]);
                break;
            case Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.String:
                results.Labels = output.GetStringTensorAsArray();
                break;
            default:
                throw new NotSupportedException($"An output of {info.ElementDataType}.");
        }
    }

    private static SessionOptions Options() => new()
    {
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    };

    private sealed class Results
    {
        public List<float[]> Scores { get; } = [];

        public string[]? Labels { get; set; }
    }
}
