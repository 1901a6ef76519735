using System.Globalization;
using System.Text.Json;
using Risk.Internals;
using Risk.Models.Scorecards;

namespace Risk.Models.Formats.Scorecards;

/// <summary>Reads one attribute of scorecard JSON with its bins.</summary>
internal sealed class ScorecardAttributeReader
{
    private static readonly string[] AttributeKeys =
    [
        "name", "bins", "unknown_points", "missing_points", "neutral_points", "reason_code", "reason_text", "is_reason", "categories",
        "coefficient", "information_value",
    ];

    private static readonly string[] BinKeys =
    [
        "value", "values", "lower_exclusive", "upper_inclusive", "lower_inclusive", "upper_exclusive", "missing", "points", "good", "bad", "woe",
    ];

    private readonly JsonObjectReader _json;
    private readonly string _path;
    private readonly List<ScorecardBin> _bins = [];
    private IntervalSide? _side;
    private double? _missingPoints;

    private ScorecardAttributeReader(JsonObjectReader json, string path) => (_json, _path) = (json, path);

    /// <summary>Reads an attribute; problems go to <paramref name="json"/>.</summary>
    public static ScorecardAttribute Read(JsonObjectReader json, JsonElement element, string path)
    {
        var reader = new ScorecardAttributeReader(json, path);
        if (element.ValueKind != JsonValueKind.Object)
        {
            json.Report("must be an object.", null, path);
            return new ScorecardAttribute { Name = "", Bins = [] };
        }

        return reader.ReadAttribute(element);
    }

    private ScorecardAttribute ReadAttribute(JsonElement element)
    {
        CheckKeys(element, AttributeKeys, _path);
        _missingPoints = Number(element, "missing_points", _path);
        if (element.TryGetProperty("bins", out JsonElement bins) && bins.ValueKind == JsonValueKind.Array)
        {
            int position = 0;
            foreach (JsonElement bin in bins.EnumerateArray())
            {
                ReadBin(bin, string.Create(CultureInfo.InvariantCulture, $"{_path}.bins[{position++}]"));
            }
        }
        else
        {
            _json.Report("must be an array of bins.", null, _path + ".bins");
        }

        return new ScorecardAttribute
        {
            Name = Text(element, "name") ?? "",
            Bins = _bins,
            Side = _side ?? IntervalSide.UpperInclusive,
            CategoryOrder = Texts(element, "categories"),
            MissingPoints = _missingPoints,
            UnknownPoints = Number(element, "unknown_points", _path),
            NeutralPoints = Number(element, "neutral_points", _path),
            ReasonCode = Text(element, "reason_code"),
            ReasonText = Text(element, "reason_text"),
            IsReason = !(element.TryGetProperty("is_reason", out JsonElement isReason) && isReason.ValueKind == JsonValueKind.False),
        };
    }

    private void ReadBin(JsonElement bin, string path)
    {
        if (bin.ValueKind != JsonValueKind.Object)
        {
            _json.Report("must be an object.", null, path);
            return;
        }

        CheckKeys(bin, BinKeys, path);
        if (Number(bin, "points", path) is not { } points)
        {
            _json.Report("the bin has no points.", null, path + ".points");
            return;
        }

        if (bin.TryGetProperty("missing", out JsonElement missing) && missing.ValueKind == JsonValueKind.True)
        {
            if (_missingPoints is not null)
            {
                _json.Report("the points of a missing value are given twice.", null, path);
            }

            _missingPoints = points;
        }
        else if (bin.TryGetProperty("value", out JsonElement value))
        {
            AddValues([value], points, path + ".value");
        }
        else if (bin.TryGetProperty("values", out JsonElement values))
        {
            AddValues(values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray()] : [values], points, path + ".values");
        }
        else
        {
            AddInterval(bin, points, path);
        }
    }

    private void AddValues(JsonElement[] values, double points, string path)
    {
        if (values.All(value => value.ValueKind == JsonValueKind.String))
        {
            _bins.Add(ScorecardBin.Category(points, [.. values.Select(value => value.GetString()!)]));
        }
        else if (values.All(value => value.ValueKind == JsonValueKind.Number))
        {
            _bins.Add(ScorecardBin.Special(points, [.. values.Select(value => value.GetDouble())]));
        }
        else
        {
            _json.Report("must be a text (a category) or a number (a special value), or an array of one of them.", null, path);
        }
    }

    private void AddInterval(JsonElement bin, double points, string path)
    {
        bool upper = bin.TryGetProperty("lower_exclusive", out _) || bin.TryGetProperty("upper_inclusive", out _);
        bool lower = bin.TryGetProperty("lower_inclusive", out _) || bin.TryGetProperty("upper_exclusive", out _);
        if (upper == lower)
        {
            _json.Report(
                upper ? "an interval includes either its lower or its upper border, not both kinds." : "the bin says nothing about which values it takes.",
                "write value, values, missing, or lower_exclusive and upper_inclusive, or lower_inclusive and upper_exclusive.",
                path);
            return;
        }

        IntervalSide side = upper ? IntervalSide.UpperInclusive : IntervalSide.LowerInclusive;
        if (_side is { } other && other != side)
        {
            _json.Report("all intervals of an attribute include the same border.", null, path);
        }

        _side = side;
        _bins.Add(ScorecardBin.Interval(
            Number(bin, upper ? "lower_exclusive" : "lower_inclusive", path),
            Number(bin, upper ? "upper_inclusive" : "upper_exclusive", path),
            points));
    }

    private void CheckKeys(JsonElement element, string[] known, string path)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                string? nearest = EditDistance.Nearest(property.Name, known);
                _json.Report($"unknown key '{property.Name}'.", nearest is null ? null : $"did you mean '{nearest}'?", $"{path}.{property.Name}");
            }
        }
    }

    private double? Number(JsonElement element, string key, string path)
    {
        if (!element.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetDouble();
        }

        _json.Report("must be a number.", null, $"{path}.{key}");
        return null;
    }

    private string? Text(JsonElement element, string key)
    {
        if (!element.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        _json.Report("must be a text.", null, $"{_path}.{key}");
        return null;
    }

    private string[]? Texts(JsonElement element, string key)
    {
        if (!element.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        _json.Report("must be an array of texts.", null, $"{_path}.{key}");
        return null;
    }
}
