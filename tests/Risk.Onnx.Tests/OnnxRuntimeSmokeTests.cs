using Microsoft.ML.OnnxRuntime;

namespace Risk.Onnx.Tests;

/// <summary>The package restores, its native library loads, and a graph runs: whatever package source it came from.</summary>
public class OnnxRuntimeSmokeTests
{
    [Fact]
    public void A_graph_runs()
    {
        using SessionOptions options = SingleThreaded();
        using var session = new InferenceSession(TinyModel.Relu(features: 4), options);
        Assert.Equal([0f, 2f, 0f, 4f], Run(session, [-1f, 2f, -3f, 4f]));
    }

    [Fact]
    public void The_environment_names_its_version() => Assert.StartsWith("1.", OrtEnv.Instance().GetVersionString(), StringComparison.Ordinal);

    [SharedDataFact("card-stream")]
    public void A_trained_model_gives_its_probabilities()
    {
        CaseTable input = CaseTable.Read(SharedData.Path("card-stream", "cases", "filled.input.csv"));
        CaseTable expected = CaseTable.Read(SharedData.Path("card-stream", "cases", "lr.expected.csv"));
        using SessionOptions options = SingleThreaded();
        using var session = new InferenceSession(SharedData.Path("card-stream", "models", "lr_gemm.onnx"), options);

        for (int row = 0; row < 50; row++)
        {
            Tolerance.AssertWithin(expected.Number(row, "probability"), Run(session, input.FloatRow(row))[^1], 1e-6, $"probability of row {row}");
        }
    }

    private static SessionOptions SingleThreaded() => new()
    {
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };

    private static float[] Run(InferenceSession session, float[] features)
    {
        using OrtValue row = OrtValue.CreateTensorValueFromMemory(features, [1, features.Length]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [session.InputNames[0]], [row], [session.OutputNames[^1]]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
