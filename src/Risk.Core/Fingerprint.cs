using System.Globalization;

namespace Risk;

/// <summary>
/// Identifies a schema, pipeline, model or rule set by meaning: equal fingerprints mean equal results,
/// whatever the white space, key order or file name. The first 64 bits of a SHA-256.
/// </summary>
/// <param name="Value">The 64 bits.</param>
public readonly record struct Fingerprint(ulong Value)
{
    /// <summary>Sixteen lowercase hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <returns>True when <paramref name="text"/> is sixteen hexadecimal digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Fingerprint fingerprint)
    {
        bool parsed = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) && text.Length == 16;
        fingerprint = new Fingerprint(parsed ? value : 0);
        return parsed;
    }
}
