namespace Risk.Models.Formats.XGBoost;

/// <summary>
/// A forward-only reader of a structured file. JSON and UBJSON implement it, so that one reader of XGBoost's
/// structure serves both without a tree of values in between.
/// </summary>
/// <remarks>Every member throws <see cref="StructureSyntaxException"/> when the bytes don't follow the grammar. No member recurses.</remarks>
internal interface IStructureReader
{
    /// <summary>The kind of the next value, which stays unread.</summary>
    StructureKind Peek();

    /// <summary>Enters the object that comes next.</summary>
    void EnterObject();

    /// <summary>Reads the next key of the object that was entered; false at its end, which is left.</summary>
    bool NextKey(out ReadOnlySpan<byte> key);

    /// <summary>Enters the array that comes next.</summary>
    void EnterArray();

    /// <summary>Whether the array that was entered has another item; false at its end, which is left.</summary>
    bool NextItem();

    /// <summary>Reads a text.</summary>
    string ReadText();

    /// <summary>Reads a number to the nearest float32.</summary>
    float ReadSingle();

    /// <summary>Reads a number, or a boolean as 0 or 1.</summary>
    double ReadDouble();

    /// <summary>Leaves out the next value, whatever it is.</summary>
    void Skip();

    /// <summary>Reads the array that comes next as float32. Items that are no numbers are reported.</summary>
    float[] ReadSingles(StructureContext context);

    /// <summary>Reads the array that comes next as integers; booleans are 0 and 1. Items that are no int32 are reported.</summary>
    int[] ReadIntegers(StructureContext context);

    /// <summary>Checks that nothing but white space follows.</summary>
    void ExpectEnd();
}
