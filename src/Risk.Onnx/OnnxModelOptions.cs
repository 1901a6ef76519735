using Microsoft.ML.OnnxRuntime;

namespace Risk.Onnx;

/// <summary>
/// How ONNX Runtime runs a model. The defaults suit scoring one event at a time on many threads: each call runs on the thread that makes it.
/// </summary>
public sealed record OnnxModelOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static OnnxModelOptions Default { get; } = new();

    /// <summary>How many threads work on one call, 1 unless set: more help large networks only, and take cores from other calls.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether threads of ONNX Runtime wait for work by spinning. Only matters when <see cref="Threads"/> is more than 1.</summary>
    public bool SpinsWhileWaiting { get; init; }

    /// <summary>How far the graph is rewritten when it is loaded.</summary>
    public GraphOptimizationLevel Optimization { get; init; } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    /// <summary>What runs operators, in the order of preference; empty for the CPU.</summary>
    public IReadOnlyList<OnnxExecutionProvider> ExecutionProviders { get; init; } = [];

    /// <summary>
    /// Whether constants may lie in other files beside the model. Off unless set: a model from elsewhere could name any file that the process may read.
    /// Names that lead out of the model's folder are refused even then.
    /// </summary>
    public bool AllowExternalData { get; init; }

    /// <summary>The folder of external data for models that are loaded from memory; a model from a file has its data beside it.</summary>
    public string? ExternalDataFolder { get; init; }

    /// <summary>
    /// The longest a call may take; null for as long as it takes. A call that runs longer is stopped between two operators and gives NaN, and its decision carries
    /// <see cref="DecisionFlags.Degraded"/>. Times are looked at about twice per deadline, at most once a millisecond.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Measures deadlines.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The output that holds the probabilities or scores; null to find it as docs/onnx.md tells.</summary>
    public string? ProbabilityOutput { get; init; }

    /// <summary>The output that holds the label; null for the first with one integer or text per row.</summary>
    public string? LabelOutput { get; init; }

    /// <summary>The number of columns of inputs whose shape the file leaves open, by the input's name.</summary>
    public IReadOnlyDictionary<string, int> InputColumns { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// The pipeline that makes the model's features; null when it is not known yet. The number of features is compared when the model is loaded, and the names where every
    /// input of the file is one feature.
    /// </summary>
    public FeaturePipeline? Pipeline { get; init; }

    /// <summary>
    /// The most rows of a batch that one call of ONNX Runtime takes. 1 unless set, so that a batch has the bits of its rows one by one. More is faster, and differs in last bits where
    /// ONNX Runtime multiplies matrices in another order for several rows.
    /// </summary>
    public int BatchRows { get; init; } = 1;

    /// <summary>
    /// A row for the trial run that finds the shapes of outputs and shows that the model runs; zeros unless set. Set it for models that do not take zeros.
    /// </summary>
    public IReadOnlyList<float>? TrialRow { get; init; }

    /// <summary>Anything else that ONNX Runtime offers for sessions, such as libraries of custom operators. Called once a load, after the options above.</summary>
    public Action<SessionOptions>? ConfigureSession { get; init; }
}
