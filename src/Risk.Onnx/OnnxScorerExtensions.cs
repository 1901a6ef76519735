using Risk.Models;

namespace Risk.Onnx;

/// <summary>ONNX models in scorers.</summary>
public static class OnnxScorerExtensions
{
    /// <summary>The model that the policy decides by, from an ONNX file that either reader takes.</summary>
    /// <param name="builder">The builder of the scorer.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How ONNX Runtime runs it; <see cref="OnnxModelOptions.Default"/> when null.</param>
    /// <param name="preference">Which reader takes the file.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="RiskFormatException">The model can't be used; holds every problem that was found.</exception>
    public static RiskScorerBuilder<TEvent> UseOnnxModel<TEvent>(
        this RiskScorerBuilder<TEvent> builder, string path, OnnxModelOptions? options = null, OnnxPreference preference = OnnxPreference.NativeFirst)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseModel(RiskModel.Load(path, new ModelLoadOptions { Onnx = new OnnxRuntimeReader(options, preference) }));
    }
}
