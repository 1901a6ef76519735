using System.Text.Json;

namespace Risk.Internals;

/// <summary>
/// Reads the fields of a small JSON object (policy, bundle, options) and collects every problem with its path, so that
/// a file's problems are reported together. Load time only.
/// </summary>
internal sealed class JsonObjectReader
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly string _code;
    private readonly string? _file;
    private readonly List<RiskDiagnostic> _problems;

    public JsonObjectReader(JsonElement element, string path, string code, string? file)
        : this(element, path, code, file, [])
    {
    }

    /// <summary>A reader that adds to problems found elsewhere in the same file.</summary>
    public JsonObjectReader(JsonElement element, string path, string code, string? file, List<RiskDiagnostic> problems)
    {
        (_object, _path, _code, _file, _problems) = (element, path, code, file, problems);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Report($"must be an object, not {Describe(element)}.");
        }
    }

    /// <summary>All problems found so far, children's included.</summary>
    public IReadOnlyList<RiskDiagnostic> Problems => _problems;

    /// <summary>Reports every key that is not among the known ones, with the nearest as suggestion.</summary>
    public void Expect(params ReadOnlySpan<string> keys)
    {
        if (_object.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty property in _object.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
            {
                string? nearest = EditDistance.Nearest(property.Name, keys);
                Report($"unknown key '{property.Name}'.", nearest is null ? null : $"did you mean '{nearest}'?", property.Name);
            }
        }
    }

    public double? Number(string key) => Get(key, JsonValueKind.Number) is { } value ? value.GetDouble() : null;

    public string? Text(string key) => Get(key, JsonValueKind.String)?.GetString();

    public bool? Truth(string key)
    {
        if (!TryGet(key, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Report($"must be true or false, not {Describe(value)}.", null, key);
        return null;
    }

    /// <summary>An enum member by its name without case.</summary>
    public T? Word<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } word)
        {
            return null;
        }

        foreach (T value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        Report($"'{word}' is not one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.", null, key);
        return null;
    }

    /// <summary>A fingerprint in hexadecimal digits.</summary>
    public Fingerprint? Fingerprint(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Risk.Fingerprint.TryParse(text, out Fingerprint fingerprint))
        {
            return fingerprint;
        }

        Report("a fingerprint is sixteen hexadecimal digits.", null, key);
        return null;
    }

    public JsonObjectReader? Child(string key) =>
        TryGet(key, out JsonElement value) ? new JsonObjectReader(value, $"{_path}.{key}", _code, _file, _problems) : null;

    /// <summary>An element of an array, its problems told with those of this object.</summary>
    public JsonObjectReader Item(string key, int index, JsonElement element) => new(element, $"{_path}.{key}[{index}]", _code, _file, _problems);

    /// <summary>An array of numbers.</summary>
    public double[]? Numbers(string key)
    {
        if (Array(key) is not { } array)
        {
            return null;
        }

        double[] numbers = new double[array.GetArrayLength()];
        int count = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number)
            {
                Report($"element {count} must be a number, not {Describe(element)}.", null, key);
                return null;
            }

            numbers[count++] = element.GetDouble();
        }

        return numbers;
    }

    public JsonElement? Array(string key) => Get(key, JsonValueKind.Array);

    public bool TryGet(string key, out JsonElement value)
    {
        value = default;
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public void Report(string message, string? suggestion = null, string? key = null) =>
        _problems.Add(RiskDiagnostic.Error(_code, message) with
        {
            File = _file,
            Path = key is null ? _path : $"{_path}.{key}",
            Suggestion = suggestion,
        });

    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new RiskFormatException(_problems);
        }
    }

    /// <summary>Throws all problems with their lines in the text that was read.</summary>
    /// <param name="content">The document as UTF-8.</param>
    /// <param name="root">The path this reader was made with.</param>
    public void ThrowIfAny(ReadOnlySpan<byte> content, string root)
    {
        if (_problems.Count > 0)
        {
            throw new RiskFormatException(JsonPlaces.Locate(content, root, _problems));
        }
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private JsonElement? Get(string key, JsonValueKind kind)
    {
        if (!TryGet(key, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        string wanted = kind switch
        {
            JsonValueKind.Number => "a number",
            JsonValueKind.String => "a text",
            _ => "an array",
        };
        Report($"must be {wanted}, not {Describe(value)}.", null, key);
        return null;
    }
}
