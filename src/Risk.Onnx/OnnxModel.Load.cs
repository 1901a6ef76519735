using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Risk.Models;
using Risk.Onnx;
using Risk.Onnx.Internals;

namespace Risk;

public sealed partial class OnnxModel
{
    /// <summary>Loads a file with ONNX Runtime, also one that the native reader could take.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to run it; <see cref="OnnxModelOptions.Default"/> when null.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="RiskFormatException">The model can't be used; holds every problem that was found.</exception>
    public static OnnxModel Load(string path, OnnxModelOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return (OnnxModel)RiskModel.Load(path, new ModelLoadOptions { Onnx = new OnnxRuntimeReader(options, OnnxPreference.RuntimeOnly) });
    }

    /// <summary>Loads a file in memory with ONNX Runtime.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it; null when it has no name.</param>
    /// <param name="options">How to run it; <see cref="OnnxModelOptions.Default"/> when null.</param>
    /// <exception cref="RiskFormatException">The model can't be used; holds every problem that was found.</exception>
    public static OnnxModel Load(ReadOnlyMemory<byte> content, string? name = null, OnnxModelOptions? options = null) =>
        (OnnxModel)RiskModel.Load(content, name, new ModelLoadOptions { Onnx = new OnnxRuntimeReader(options, OnnxPreference.RuntimeOnly) });

    /// <summary>Loads a file with ONNX Runtime.</summary>
    /// <param name="content">The whole file, unpacked.</param>
    /// <param name="file">Where it lies, or its name.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="reason">Why ONNX Runtime runs it.</param>
    /// <param name="readNatively">Reads it natively, for what the file leaves open; null when the native reader refused it.</param>
    internal static OnnxModel Load(ReadOnlyMemory<byte> content, string? file, OnnxModelOptions options, string reason, Func<IRiskModel>? readNatively)
    {
        var problems = new Problems(file);
        if (options.Deadline is { } limit && limit <= TimeSpan.Zero)
        {
            problems.Error(OnnxCodes.Option, nameof(OnnxModelOptions.Deadline), $"a deadline of {limit} leaves no time for a call.");
        }

        GraphScan scan = GraphScan.Of(content.Span);
        string? folder = ExternalData.Check(scan, file, options, problems);
        InferenceSession? session = problems.Any ? null : SessionFactory.Create(ZipMapRemoval.Apply(content, scan), folder, options, problems);
        problems.ThrowIfAny();
        try
        {
            OnnxLayout layout = LayoutReader.Read(session!, scan, options, problems, readNatively);
            TimeProvider? clock = options.Deadline is null ? null : options.Clock;
            var pool = new OnnxLeasePool(session!, layout, clock);
            session = null;
            DeadlineWatch? watch = clock is null ? null : new DeadlineWatch(pool, clock, options.Deadline!.Value);
            return new OnnxModel(layout, pool, watch, options.BatchRows, Describe(content, scan, layout, options, reason, problems));
        }
        finally
        {
            session?.Dispose();
        }
    }

    private static ModelInfo Describe(ReadOnlyMemory<byte> content, GraphScan scan, OnnxLayout layout, OnnxModelOptions options, string reason, Problems problems)
    {
        string sets = string.Join(", ", scan.OperatorSets.Select(static set => $"{(set.Key.Length == 0 ? "opset" : set.Key)} {set.Value}"));
        string producer = $"{scan.Producer} {scan.ProducerVersion}".Trim();
        string providers = string.Join(", ", options.ExecutionProviders.Select(static provider => provider.Name).Append("CPU").Distinct());
        return new ModelInfo
        {
            Kind = "onnx-runtime",
            Format = "onnx",
            FormatVersion = producer.Length == 0 ? sets : $"{sets} ({producer})",
            Task = layout.Task,
            FeatureNames = layout.FeatureNames,
            Labels = layout.Labels,
            Engine = $"onnx-runtime {OrtEnv.Instance().GetVersionString()} ({providers})",
            EngineReason = reason,
            MemoryBytes = content.Length,
            PrefersDouble = Array.TrueForAll(layout.Inputs, static input => input.Type == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double),
            Fingerprint = new Fingerprint(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(content.Span))),
            Warnings = problems.Warnings,
        };
    }
}
