using System.Globalization;
using System.Xml;

namespace Risk.Evaluation.Reports;

/// <summary>A chart of lines over the unit square, or over one that a scale names, as inline SVG.</summary>
internal sealed class LineChart(string title, string horizontal, string vertical)
{
    private const int Width = 420;
    private const int Height = 300;
    private const int Left = 52;
    private const int Right = 12;
    private const int Top = 12;
    private const int Bottom = 44;
    private const int Ticks = 5;
    private static readonly string[] Colours = ["#2563eb", "#dc7a1e", "#6b7280"];

    private readonly List<(string Name, (double X, double Y)[] Points, bool IsDashed)> _lines = [];

    /// <summary>The value at the right end; the left end is 0.</summary>
    public double HorizontalEnd { get; init; } = 1;

    public double VerticalEnd { get; init; } = 1;

    public LineChart Add(string name, IEnumerable<(double X, double Y)> points, bool isDashed = false)
    {
        _lines.Add((name, [.. points.Where(static point => double.IsFinite(point.X) && double.IsFinite(point.Y))], isDashed));
        return this;
    }

    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("figure");
        writer.WriteElementString("figcaption", title);
        writer.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        writer.WriteAttributeString("viewBox", $"0 0 {Width} {Height}");
        writer.WriteAttributeString("role", "img");
        writer.WriteAttributeString("aria-label", title);
        WriteAxes(writer);
        for (int i = 0; i < _lines.Count; i++)
        {
            WriteLine(writer, i);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void WriteAxes(XmlWriter writer)
    {
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double share = (double)tick / Ticks;
            Line(writer, X(share), Y(0), X(share), Y(1), "grid");
            Line(writer, X(0), Y(share), X(1), Y(share), "grid");
            Text(writer, X(share), Y(0) + 16, "middle", Label(share * HorizontalEnd));
            Text(writer, X(0) - 6, Y(share) + 4, "end", Label(share * VerticalEnd));
        }

        Text(writer, X(0.5), Height - 8, "middle", horizontal);
        Text(writer, X(0), Top - 2, "start", vertical);
    }

    private void WriteLine(XmlWriter writer, int index)
    {
        (string name, (double X, double Y)[] points, bool isDashed) = _lines[index];
        string colour = Colours[index % Colours.Length];
        writer.WriteStartElement("polyline");
        writer.WriteAttributeString("fill", "none");
        writer.WriteAttributeString("stroke", colour);
        writer.WriteAttributeString("stroke-width", "1.8");
        if (isDashed)
        {
            writer.WriteAttributeString("stroke-dasharray", "4 4");
        }

        writer.WriteAttributeString("points", string.Join(' ', points.Select(point => $"{Format(X(point.X / HorizontalEnd))},{Format(Y(point.Y / VerticalEnd))}")));
        writer.WriteElementString("title", name);
        writer.WriteEndElement();
        Text(writer, X(1) - 4, Y(0) - 8 - (14 * index), "end", name, colour);
    }

    private static void Line(XmlWriter writer, double x1, double y1, double x2, double y2, string style)
    {
        writer.WriteStartElement("line");
        writer.WriteAttributeString("x1", Format(x1));
        writer.WriteAttributeString("y1", Format(y1));
        writer.WriteAttributeString("x2", Format(x2));
        writer.WriteAttributeString("y2", Format(y2));
        writer.WriteAttributeString("class", style);
        writer.WriteEndElement();
    }

    private static void Text(XmlWriter writer, double x, double y, string anchor, string text, string? colour = null)
    {
        writer.WriteStartElement("text");
        writer.WriteAttributeString("x", Format(x));
        writer.WriteAttributeString("y", Format(y));
        writer.WriteAttributeString("text-anchor", anchor);
        if (colour is not null)
        {
            writer.WriteAttributeString("fill", colour);
        }

        writer.WriteString(text);
        writer.WriteEndElement();
    }

    private static double X(double share) => Left + (share * (Width - Left - Right));

    private static double Y(double share) => Height - Bottom - (share * (Height - Top - Bottom));

    private static string Label(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Format(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
