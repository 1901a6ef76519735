using Risk.Models;
using Risk.Scoring.Bundles;

namespace Risk;

public sealed partial class RiskBundle
{
    /// <summary>Reads a bundle.</summary>
    /// <param name="path">A folder or a zip file that holds <c>bundle.json</c>.</param>
    /// <param name="models">How its models are read, such as by ONNX Runtime; <see cref="ModelLoadOptions.Default"/> when null.</param>
    /// <exception cref="RiskFormatException">Every problem of every file of the bundle.</exception>
    public static RiskBundle Load(string path, ModelLoadOptions? models = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using BundleFiles files = BundleFiles.Open(path);
        return new BundleReader(files, path, models).Read();
    }

    /// <summary>Reads a bundle from memory.</summary>
    /// <param name="zip">The whole zip file, which holds <c>bundle.json</c>.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="models">How its models are read; <see cref="ModelLoadOptions.Default"/> when null.</param>
    /// <exception cref="RiskFormatException">Every problem of every file of the bundle.</exception>
    public static RiskBundle Load(ReadOnlyMemory<byte> zip, string name, ModelLoadOptions? models = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        using BundleFiles files = BundleFiles.OpenZip(zip, name);
        return new BundleReader(files, name, models).Read();
    }

    internal static RiskBundle Create(BundleContent content) => new()
    {
        Name = content.Name,
        Version = content.Version,
        Schema = content.Schema!,
        Pipeline = content.Pipeline,
        Models = content.Models,
        Rules = content.Rules,
        RuleOptions = content.RuleOptions,
        Policy = content.Policy,
        ReasonMode = content.ReasonMode,
        Reasons = content.Reasons,
        Metrics = content.Metrics,
        Baselines = content.Baselines,
        Golden = content.Golden,
        Warnings = content.Warnings,
    };
}
