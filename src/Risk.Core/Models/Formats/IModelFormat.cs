namespace Risk.Models.Formats;

/// <summary>One kind of model file.</summary>
internal interface IModelFormat
{
    /// <summary>What a person calls it, such as <c>XGBoost JSON</c>.</summary>
    string Name { get; }

    /// <summary>Whether the content is of this format; a damaged file of the format should be recognized too, so that its problems can be named.</summary>
    /// <param name="content">The whole file; look at its start, or no more than is needed to tell it from other formats.</param>
    bool Recognizes(ReadOnlySpan<byte> content);

    /// <summary>Reads the model.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">What diagnostics call the file; null without a name.</param>
    /// <param name="options">The user's choices.</param>
    /// <exception cref="RiskFormatException">The file can't be used; holds every problem that was found.</exception>
    IRiskModel Read(ReadOnlySpan<byte> content, string? file, ModelLoadOptions options);
}
