using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Risk.Extensions.Configuration;

/// <summary>Reads the keys of a configuration section and collects every problem with the key's full name.</summary>
internal sealed class ConfigurationKeys(IConfiguration section, Action<RiskDiagnostic> report)
{
    /// <summary>The section's children.</summary>
    public IEnumerable<IConfigurationSection> Children => section.GetChildren();

    /// <summary>Reports every key that is not among the known ones.</summary>
    public void Expect(params string[] known)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                report(RiskDiagnostic.Error("RB040", "this configuration key is unknown.") with { Path = child.Path, Suggestion = $"known keys are {string.Join(", ", known)}" });
            }
        }
    }

    /// <summary>A source named by a path; null without the key.</summary>
    public RiskSource? Source(string key) => Value(key) is { } path ? RiskSource.FromFile(path).NamedBy(PathOf(key)) : null;

    /// <summary>A text; null without the key. An empty one is a problem.</summary>
    public string? Value(string key)
    {
        IConfigurationSection child = section.GetSection(key);
        if (child.Value is null && child.GetChildren().Any())
        {
            Wrong(key, "a single value is wanted, not a section.");
        }
        else if (child.Value is { } text && string.IsNullOrWhiteSpace(text))
        {
            Wrong(key, "the value is empty: remove the key, or give it a value.");
            return null;
        }

        return child.Value;
    }

    /// <summary>Whether a thing is wanted; null without the key.</summary>
    public bool? Truth(string key) => Parse(key, "true or false", static text => bool.TryParse(text, out bool value) ? value : (bool?)null);

    /// <summary>A whole number; null without the key.</summary>
    public int? Whole(string key) => Parse(key, "a whole number", static text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : (int?)null);

    /// <summary>A span of time; null without the key.</summary>
    public TimeSpan? Span(string key) => Parse(key, "a time such as 00:00:05", static text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) ? value : (TimeSpan?)null);

    /// <summary>The keys below a key.</summary>
    public ConfigurationKeys Below(string key) => new(section.GetSection(key), report);

    /// <summary>Reports a value that can't be used.</summary>
    public void Wrong(string key, string message) => report(RiskDiagnostic.Error("RB041", message) with { Path = PathOf(key) });

    private string PathOf(string key) => section.GetSection(key).Path;

    private T? Parse<T>(string key, string wanted, Func<string, T?> parse)
        where T : struct
    {
        if (Value(key) is not { } text)
        {
            return null;
        }

        T? value = parse(text);
        if (value is null)
        {
            Wrong(key, $"'{text}' is not {wanted}.");
        }

        return value;
    }
}
