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

    /// <summary>The type that is stored as <typeparamref name="T"/>; texts are stored as int64 and not meant here.</summary>
    public static ElementType Of<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? ElementType.Single
        : typeof(T) == typeof(double) ? ElementType.Double
        : typeof(T) == typeof(long) ? ElementType.Int64
        : typeof(T) == typeof(int) ? ElementType.Int32
        : ElementType.Boolean;
}
