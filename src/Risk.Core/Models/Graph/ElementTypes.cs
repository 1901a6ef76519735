namespace Risk.Models.Graph;

/// <summary>What follows from an element type.</summary>
internal static class ElementTypes
{
    /// <summary>The bytes of one element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Boolean => 1,
        ElementType.Single or ElementType.Int32 => 4,
        _ => 8,
    };

    /// <summary>The type's name in messages.</summary>
    public static string Name(this ElementType type) => type switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        ElementType.Int64 => "int64",
        ElementType.Int32 => "int32",
        ElementType.Boolean => "bool",
        _ => "string",
    };
}
