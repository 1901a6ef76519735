namespace Risk.Onnx.Tests;

/// <summary>Compiled in place of all other tests where Microsoft.ML.OnnxRuntime can't be had.</summary>
public class OnnxRuntimeUnavailableTests
{
    [Fact(Skip = "Microsoft.ML.OnnxRuntime is not available on this machine; build.sh says why")]
    public void Onnx_runtime_is_available()
    {
    }
}
