using System.Diagnostics.CodeAnalysis;
using Risk.Models;
using Risk.Models.Formats;

namespace Risk;

/// <summary>
/// Loads models that a training framework wrote, told by their content: XGBoost JSON and UBJSON, LightGBM text, ONNX,
/// coefficient JSON and scorecard JSON. A gzip file is unpacked on the way.
/// </summary>
/// <remarks>
/// Loading allocates and is for start-up and reload; the model it returns is immutable and scores without allocating.
/// A file that is damaged, or uses something that can't be reproduced exactly, is refused: a loaded model scores as its framework does.
/// Thread safety: safe.
/// </remarks>
public static class RiskModel
{
    /// <summary>Loads a model from a file.</summary>
    /// <param name="path">The file; its name and extension don't matter.</param>
    /// <param name="options">How to read it; <see cref="ModelLoadOptions.Default"/> when null.</param>
    /// <exception cref="IOException">The file can't be opened or read.</exception>
    /// <exception cref="RiskFormatException">The file isn't a model that can be used; holds every problem that was found.</exception>
    public static IRiskModel Load(string path, ModelLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ModelFormats.Read(ModelContent.ReadFile(path, options ?? ModelLoadOptions.Default), path, options ?? ModelLoadOptions.Default);
    }

    /// <summary>Loads a model from memory.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it; null when it has no name.</param>
    /// <param name="options">How to read it; <see cref="ModelLoadOptions.Default"/> when null.</param>
    /// <exception cref="RiskFormatException">The content isn't a model that can be used; holds every problem that was found.</exception>
    public static IRiskModel Load(ReadOnlyMemory<byte> content, string? name = null, ModelLoadOptions? options = null) =>
        ModelFormats.Read(ModelContent.Unpack(content, name, options ?? ModelLoadOptions.Default), name, options ?? ModelLoadOptions.Default);

    /// <summary>Loads a model from a stream, which is read to its end.</summary>
    /// <param name="stream">The stream; it is not closed.</param>
    /// <param name="name">What messages call it; null when it has no name.</param>
    /// <param name="options">How to read it; <see cref="ModelLoadOptions.Default"/> when null.</param>
    /// <exception cref="IOException">The stream can't be read.</exception>
    /// <exception cref="RiskFormatException">The content isn't a model that can be used; holds every problem that was found.</exception>
    public static IRiskModel Load(Stream stream, string? name = null, ModelLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ModelFormats.Read(ModelContent.ReadStream(stream, name, options ?? ModelLoadOptions.Default), name, options ?? ModelLoadOptions.Default);
    }

    /// <summary>Loads a model from a file, or says why it can't be.</summary>
    /// <param name="path">The file; its name and extension don't matter.</param>
    /// <param name="model">The model, or null.</param>
    /// <param name="diagnostics">Every problem that was found; when the model loaded, what its user should know about it.</param>
    /// <param name="options">How to read it; <see cref="ModelLoadOptions.Default"/> when null.</param>
    /// <returns>True when the model was loaded.</returns>
    /// <remarks>A file that can't be opened is a diagnostic too.</remarks>
    public static bool TryLoad(
        string path,
        [NotNullWhen(true)] out IRiskModel? model,
        out IReadOnlyList<RiskDiagnostic> diagnostics,
        ModelLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Try(() => Load(path, options), path, out model, out diagnostics);
    }

    /// <summary>Loads a model from memory, or says why it can't be.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What messages call it; null when it has no name.</param>
    /// <param name="model">The model, or null.</param>
    /// <param name="diagnostics">Every problem that was found; when the model loaded, what its user should know about it.</param>
    /// <param name="options">How to read it; <see cref="ModelLoadOptions.Default"/> when null.</param>
    /// <returns>True when the model was loaded.</returns>
    public static bool TryLoad(
        ReadOnlyMemory<byte> content,
        string? name,
        [NotNullWhen(true)] out IRiskModel? model,
        out IReadOnlyList<RiskDiagnostic> diagnostics,
        ModelLoadOptions? options = null) =>
        Try(() => Load(content, name, options), name, out model, out diagnostics);

    private static bool Try(
        Func<IRiskModel> load,
        string? name,
        [NotNullWhen(true)] out IRiskModel? model,
        out IReadOnlyList<RiskDiagnostic> diagnostics)
    {
        try
        {
            model = load();
            diagnostics = model.Info.Warnings;
            return true;
        }
        catch (RiskFormatException problem)
        {
            diagnostics = problem.Diagnostics;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics = [RiskDiagnostic.Error("RM002", $"the file can't be read: {problem.Message}") with { File = name }];
        }

        model = null;
        return false;
    }
}
