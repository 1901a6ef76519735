namespace Risk.Models.Formats.XGBoost;

/// <summary>XGBoost's UBJSON, as <c>save_model("model.ubj")</c> writes it; since 2.1 the default.</summary>
internal sealed class XGBoostUbjsonFormat : IModelFormat
{
    public string Name => "XGBoost UBJSON";

    // An object whose first key, or count, begins with an integer's marker: never the start of a JSON text.
    public bool Recognizes(ReadOnlySpan<byte> content) =>
        content.Length > 1 && content[0] == '{' && "iUIulmLM#$"u8.Contains(content[1]);

    public IRiskModel Read(ReadOnlySpan<byte> content, string? file, ModelLoadOptions options)
    {
        FormatProblems problems = new(file);
        XGBoostDocument document = XGBoostDocumentReader<UbjsonStructureReader>.Read(new UbjsonStructureReader(content), problems);
        return XGBoostModelBuilder.Build(document, problems, "xgboost-ubj", content.Length, options);
    }
}
