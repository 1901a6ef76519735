namespace Risk.Events;

/// <summary>The names of metadata attributes, <c>::key::</c> or <c>::scope:key::</c>.</summary>
internal static class MetadataName
{
    /// <summary>Whether a name is written as metadata.</summary>
    public static bool IsWritten(string name) =>
        name.Length > 4 && name.StartsWith("::", StringComparison.Ordinal) && name.EndsWith("::", StringComparison.Ordinal);

    /// <summary>The key without its colons.</summary>
    public static string KeyOf(string name) => IsWritten(name) ? name[2..^2] : name;
}
