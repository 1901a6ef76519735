namespace Risk.Models.Formats.XGBoost;

/// <summary>XGBoost's JSON, as <c>save_model("model.json")</c> writes it.</summary>
internal sealed class XGBoostJsonFormat : IModelFormat
{
    public string Name => "XGBoost JSON";

    public bool Recognizes(ReadOnlySpan<byte> content) => JsonProbe.HasProperty(content, "learner"u8) || JsonProbe.HasProperty(content, "Model"u8);

    public IRiskModel Read(ReadOnlySpan<byte> content, string? file, ModelLoadOptions options)
    {
        FormatProblems problems = new(file);
        XGBoostDocument document = XGBoostDocumentReader<JsonStructureReader>.Read(new JsonStructureReader(content), problems);
        return XGBoostModelBuilder.Build(document, problems, "xgboost-json", content.Length, options);
    }
}
