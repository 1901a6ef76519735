using System.Globalization;
using System.Text;

namespace Risk.Models.Formats.XGBoost;

/// <summary>Where in a structured file a reader is; written out only when there is a problem to tell.</summary>
internal sealed class StructurePath
{
    private readonly List<(string? Key, int Index)> _segments = [];

    public void Push(string key) => _segments.Add((key, 0));

    public void Push(int index) => _segments.Add((null, index));

    public void Pop() => _segments.RemoveAt(_segments.Count - 1);

    /// <summary>The path of an item of the array at this path.</summary>
    public string At(int index) => string.Create(CultureInfo.InvariantCulture, $"{this}[{index}]");

    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string? key, int index) in _segments)
        {
            if (key is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else
            {
                text.Append(text.Length == 0 ? "" : ".").Append(key);
            }
        }

        return text.ToString();
    }
}
