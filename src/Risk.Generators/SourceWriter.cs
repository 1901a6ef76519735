using System.Text;

namespace Risk.Generators;

/// <summary>Writes indented source with line feeds, whatever the machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _builder = new();
    private int _depth;

    public void Line(string text = "")
    {
        _builder.Append(' ', text.Length == 0 ? 0 : _depth * 4).Append(text).Append('\n');
    }

    public void Open(string head)
    {
        Line(head);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public override string ToString() => _builder.ToString();
}
