namespace Risk.Onnx;

/// <summary>Hardware or a library that ONNX Runtime runs operators with. The CPU always comes last and takes what the others leave.</summary>
/// <param name="Name">Its name, such as <c>CUDA</c>, <c>TensorRT</c>, <c>OpenVINO</c>, <c>DML</c> or <c>XNNPACK</c>; the names of ONNX Runtime (<c>CUDAExecutionProvider</c>) are understood too.</param>
public sealed record OnnxExecutionProvider(string Name)
{
    /// <summary>The device it runs on, when there are several; null for its default.</summary>
    public int? DeviceId { get; init; }

    /// <summary>Its own settings, by the names that ONNX Runtime documents.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>False to go on without it where ONNX Runtime lacks it; the model's warnings say so.</summary>
    public bool IsRequired { get; init; } = true;
}
