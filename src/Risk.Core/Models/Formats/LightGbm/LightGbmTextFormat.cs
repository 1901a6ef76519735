namespace Risk.Models.Formats.LightGbm;

/// <summary>LightGBM's text, as <c>save_model("model.txt")</c> writes it.</summary>
internal sealed class LightGbmTextFormat : IModelFormat
{
    public string Name => "LightGBM text";

    public bool Recognizes(ReadOnlySpan<byte> content)
    {
        LightGbmLines lines = new(content);
        return lines.Next() && lines.Key.SequenceEqual("tree"u8) && !lines.HasValue;
    }

    public IRiskModel Read(ReadOnlySpan<byte> content, string? file, ModelLoadOptions options)
    {
        FormatProblems problems = new(file);
        return new LightGbmModelReader(content, problems).Read(options);
    }
}
