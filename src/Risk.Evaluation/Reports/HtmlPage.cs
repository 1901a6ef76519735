using System.Xml;

namespace Risk.Evaluation.Reports;

/// <summary>Writes a web page that is well-formed XML as well, so that tests and tools can read it.</summary>
internal sealed class HtmlPage : IDisposable
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1f2937; }
        h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
        table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: .25rem .75rem; border-bottom: 1px solid #e5e7eb; text-align: right; }
        th:first-child, td:first-child { text-align: left; } th { background: #f3f4f6; }
        figure { display: inline-block; margin: .5rem 1rem .5rem 0; } figcaption { font-weight: 600; } svg { width: 420px; font-size: 11px; }
        .grid { stroke: #e5e7eb; } .note { color: #6b7280; } .problem { color: #b45309; }
        """;

    private readonly XmlWriter _writer;

    public HtmlPage(Stream stream, string title)
    {
        _writer = XmlWriter.Create(stream, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n", Encoding = new System.Text.UTF8Encoding(false) });
        _writer.WriteDocType("html", null, null, null);
        _writer.WriteStartElement("html");
        _writer.WriteAttributeString("lang", "en");
        _writer.WriteStartElement("head");
        _writer.WriteStartElement("meta");
        _writer.WriteAttributeString("charset", "utf-8");
        _writer.WriteEndElement();
        _writer.WriteElementString("title", title);
        _writer.WriteElementString("style", Style);
        _writer.WriteEndElement();
        _writer.WriteStartElement("body");
        Heading(1, title);
    }

    public void Heading(int level, string text) => _writer.WriteElementString($"h{level}", text);

    public void Paragraph(string text, string? style = null)
    {
        _writer.WriteStartElement("p");
        if (style is not null)
        {
            _writer.WriteAttributeString("class", style);
        }

        _writer.WriteString(text);
        _writer.WriteEndElement();
    }

    /// <summary>A table; the id lets tests and tools find it.</summary>
    public void Table(string id, string[] header, IEnumerable<string[]> rows)
    {
        _writer.WriteStartElement("table");
        _writer.WriteAttributeString("id", id);
        Row("th", header);
        foreach (string[] row in rows)
        {
            Row("td", row);
        }

        _writer.WriteEndElement();
    }

    public void Chart(LineChart chart) => chart.Write(_writer);

    public void Dispose()
    {
        _writer.WriteEndDocument();
        _writer.Dispose();
    }

    private void Row(string cell, string[] texts)
    {
        _writer.WriteStartElement("tr");
        foreach (string text in texts)
        {
            _writer.WriteStartElement(cell);
            _writer.WriteString(text);
            _writer.WriteFullEndElement();
        }

        _writer.WriteEndElement();
    }
}
