using Risk.Evaluation.Reports;

namespace Risk.Evaluation;

public sealed partial record BacktestReport
{
    /// <summary>Writes the report as one JSON document, indented; a figure that does not exist is null.</summary>
    /// <param name="stream">Where to write UTF-8; stays open.</param>
    public void WriteJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonReport.Write(this, stream);
    }

    /// <summary>Writes the report as a web page that needs nothing else: tables and charts in one file.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    public void WriteHtml(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.Create(path);
        WriteHtml(stream);
    }

    /// <summary>Writes the report as a web page that needs nothing else: tables and charts in one file.</summary>
    /// <param name="stream">Where to write UTF-8; stays open.</param>
    public void WriteHtml(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        HtmlReport.Write(this, stream);
    }
}
