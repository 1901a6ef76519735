using Risk.Models;

namespace Risk.Onnx;

/// <summary>
/// Reads ONNX files for <see cref="RiskModel.Load(string, ModelLoadOptions?)"/>, which then takes every file that ONNX Runtime runs:
/// <c>RiskModel.Load(path, new ModelLoadOptions { Onnx = new OnnxRuntimeReader() })</c>.
/// </summary>
/// <remarks>
/// The model's <see cref="ModelInfo.Kind"/> is <c>onnx-runtime</c> when ONNX Runtime runs it; <see cref="ModelInfo.EngineReason"/> says why. Thread safety: safe.
/// </remarks>
public sealed class OnnxRuntimeReader : IOnnxReader
{
    private readonly OnnxModelOptions _options;
    private readonly OnnxPreference _preference;

    /// <summary>Creates the reader.</summary>
    /// <param name="options">How ONNX Runtime runs models; <see cref="OnnxModelOptions.Default"/> when null.</param>
    /// <param name="preference">Which reader takes a file.</param>
    public OnnxRuntimeReader(OnnxModelOptions? options = null, OnnxPreference preference = OnnxPreference.NativeFirst) =>
        (_options, _preference) = (options ?? OnnxModelOptions.Default, preference);

    /// <summary>Called after each file with the reader that took it, for logs; null for nobody.</summary>
    public Action<OnnxChoice>? Chosen { get; init; }

    /// <inheritdoc/>
    public IRiskModel Read(ReadOnlyMemory<byte> content, string? file, ModelLoadOptions options, Func<IRiskModel> readNatively)
    {
        ArgumentNullException.ThrowIfNull(readNatively);
        if (_preference == OnnxPreference.RuntimeOnly)
        {
            return Run(content, file, "it was asked for", [], readNatively);
        }

        IRiskModel native;
        try
        {
            native = readNatively();
        }
        catch (RiskFormatException refused) when (_preference == OnnxPreference.NativeFirst)
        {
            RiskDiagnostic first = refused.Diagnostics[0];
            return Run(content, file, $"the native reader can't take the file: {first.Code} {first.Message}", refused.Diagnostics, readNatively: null);
        }

        Chosen?.Invoke(new OnnxChoice(file, IsNative: true, _preference == OnnxPreference.NativeOnly ? "it was asked for" : "it reads everything the file uses", []));
        return native;
    }

    private OnnxModel Run(ReadOnlyMemory<byte> content, string? file, string reason, IReadOnlyList<RiskDiagnostic> refusals, Func<IRiskModel>? readNatively)
    {
        OnnxModel model = OnnxModel.Load(content, file, _options, reason, readNatively);
        Chosen?.Invoke(new OnnxChoice(file, IsNative: false, reason, refusals));
        return model;
    }
}
