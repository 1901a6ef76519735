using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Risk.Onnx.Internals;

/// <summary>Makes sessions as options say, and turns what ONNX Runtime says against it into diagnostics.</summary>
internal static class SessionFactory
{
    private const string ProviderEnding = "ExecutionProvider";
    private const string Spinning = "session.intra_op.allow_spinning";
    private const string DataFolder = "session.model_external_initializers_file_folder_path";

    /// <summary>Makes a session.</summary>
    /// <param name="file">The file without ZipMap.</param>
    /// <param name="folder">Where external data lies; null when there is none.</param>
    /// <param name="options">The user's choices.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>Null when ONNX Runtime refuses the file.</returns>
    public static InferenceSession? Create(ReadOnlyMemory<byte> file, string? folder, OnnxModelOptions options, Problems problems)
    {
        try
        {
            using SessionOptions session = Configure(options, problems);
            if (folder is not null)
            {
                session.AddSessionConfigEntry(DataFolder, folder);
            }

            options.ConfigureSession?.Invoke(session);
            return problems.Any ? null : new InferenceSession(file.ToArray(), session);
        }
        catch (OnnxRuntimeException refused)
        {
            problems.Error(OnnxCodes.Refused, "session", $"ONNX Runtime refuses the model: {refused.Message}");
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            Exception cause = missing.InnerException ?? missing;
            problems.Error(
                OnnxCodes.Refused, "session", $"ONNX Runtime's native library can't be loaded: {cause.Message}", "deploy the runtimes folder of the package Microsoft.ML.OnnxRuntime with the service.");
        }

        return null;
    }

    private static SessionOptions Configure(OnnxModelOptions options, Problems problems)
    {
        var session = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = Math.Max(options.Threads, 1),
            InterOpNumThreads = 1,
            GraphOptimizationLevel = options.Optimization,

            // What goes wrong comes as an exception; nothing is written to standard error beside it.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        session.AddSessionConfigEntry(Spinning, options.SpinsWhileWaiting ? "1" : "0");
        foreach (OnnxExecutionProvider provider in options.ExecutionProviders)
        {
            Append(session, provider, problems);
        }

        return session;
    }

    private static void Append(SessionOptions session, OnnxExecutionProvider provider, Problems problems)
    {
        string name = provider.Name.EndsWith(ProviderEnding, StringComparison.OrdinalIgnoreCase) ? provider.Name[..^ProviderEnding.Length] : provider.Name;
        if (name.Equals("CPU", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        string[] available = OrtEnv.Instance().GetAvailableProviders();
        string? found = Array.Find(available, candidate => candidate.Equals(name + ProviderEnding, StringComparison.OrdinalIgnoreCase));
        string? problem = found is null ? $"the ONNX Runtime that is installed has no execution provider '{provider.Name}'; it has {string.Join(", ", available)}." : null;
        try
        {
            if (found is not null)
            {
                Append(session, found[..^ProviderEnding.Length], provider);
            }
        }
        catch (OnnxRuntimeException refused)
        {
            problem = $"the execution provider '{provider.Name}' can't be used: {refused.Message}";
        }

        const string Advice = "reference the package of ONNX Runtime that has it, such as Microsoft.ML.OnnxRuntime.Gpu, or set IsRequired = false to go on without it.";
        if (problem is not null && provider.IsRequired)
        {
            problems.Error(OnnxCodes.Provider, "ExecutionProviders", problem, Advice);
        }
        else if (problem is not null)
        {
            problems.Warning(OnnxCodes.Provider, "ExecutionProviders", problem);
        }
    }

    private static void Append(SessionOptions session, string name, OnnxExecutionProvider provider)
    {
        var settings = new Dictionary<string, string>(provider.Settings);
        string? device = provider.DeviceId?.ToString(CultureInfo.InvariantCulture);
        if (device is not null)
        {
            settings.TryAdd("device_id", device);
        }

        switch (name)
        {
            case "CUDA":
                using (var cuda = new OrtCUDAProviderOptions())
                {
                    cuda.UpdateOptions(settings);
                    session.AppendExecutionProvider_CUDA(cuda);
                }

                break;
            case "TensorRT" or "Tensorrt":
                using (var tensorRt = new OrtTensorRTProviderOptions())
                {
                    tensorRt.UpdateOptions(settings);
                    session.AppendExecutionProvider_Tensorrt(tensorRt);
                }

                break;
            case "Dml" or "DML":
                session.AppendExecutionProvider_DML(provider.DeviceId ?? 0);
                break;
            default:
                session.AppendExecutionProvider(name, settings);
                break;
        }
    }
}
