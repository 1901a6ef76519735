namespace Risk.Models.Formats.XGBoost;

/// <summary>The bytes don't follow the grammar of JSON or UBJSON, so that nothing after them can be read. Never leaves the reader.</summary>
internal sealed class StructureSyntaxException(int offset, string message) : Exception(message)
{
    /// <summary>The byte at which reading stopped.</summary>
    public int Offset => offset;
}
