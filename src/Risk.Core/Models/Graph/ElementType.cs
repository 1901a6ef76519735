namespace Risk.Models.Graph;

/// <summary>The type of a value's elements. Texts exist as numbers of a table that is fixed when the model is loaded.</summary>
internal enum ElementType : byte
{
    Single,
    Double,
    Int64,
    Int32,
    Boolean,

    /// <summary>An int64 that numbers a text of the graph's table.</summary>
    Text,
}
